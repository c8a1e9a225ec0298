import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/change-number/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T picks the number',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550106' },
      body: { mode: 'system-assigned', serviceZip: '10001' },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550106',
        status: 'Success',
        newSubscriberNumber: '2125550131',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
  {
    name: 'A chosen area and office code',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550107' },
      body: { mode: 'chosen-npa-nxx', serviceZip: '10001', npaNxx: '646555' },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550107',
        status: 'Success',
        newSubscriberNumber: '6465550132',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
  {
    name: 'A vanity number',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550108' },
      body: { mode: 'vanity', serviceZip: '10001', npaNxx: '212555', newSubscriberNumber: '2125550150' },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550108',
        status: 'Success',
        newSubscriberNumber: '2125550150',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
]);
