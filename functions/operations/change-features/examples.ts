import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/change-features/operation';

export const documented = defineExamples(operation, [
  {
    name: 'One added, one removed',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550116' },
      body: { add: ['ROAM-INTL'], remove: ['ROAM-NA'], effectiveDate: 'immediate' },
    },
    answer: {
      status: 200,
      body: { subscriberNumber: '2125550116', status: 'Success', effectiveDate: '2026-11-05T09:00:00+0000' },
    },
  },
]);
