import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/resume-subscriber/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The phone is back',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550102' },
      body: { reasonCode: 'CustomerRequest', effectiveDate: 'immediate' },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550102',
        status: 'Success',
        lineStatus: 'active',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
]);
