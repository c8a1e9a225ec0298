import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/suspend-subscriber/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A lost phone',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550103' },
      body: { reasonCode: 'Lost', effectiveDate: 'immediate' },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550103',
        status: 'Success',
        lineStatus: 'suspended',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
]);
