import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/cancel-port-in/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The customer stays with the old carrier',
    provenance: 'assumed',
    request: {
      path: { portInId: 'PORT-0000000026' },
      body: {
        reasonCode: 'CustomerRequest',
        subscriberNumber: '2125550126',
        requestedCancellationDate: '2026-11-05T09:00:00+0000',
      },
    },
    answer: {
      status: 200,
      body: {
        id: 'PORT-0000000026',
        portRequestNumber: 'PORT-0000000026',
        state: 'cancelled',
        subscriberNumber: '2125550126',
        orderDate: '2026-11-05T09:00:00+0000',
        requestedStartDate: '2026-11-06T15:30:00+0000',
      },
    },
  },
]);
