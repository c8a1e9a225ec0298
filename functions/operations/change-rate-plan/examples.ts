import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/change-rate-plan/operation';

export const documented = defineExamples(operation, [
  {
    name: 'From the next bill on',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550115' },
      body: { ratePlanCode: 'UNLIMITED-B', effectiveDate: 'nextBillingCycle' },
    },
    answer: {
      status: 200,
      body: { subscriberNumber: '2125550115', status: 'Success', effectiveDate: '2026-12-01T00:00:00+0000' },
    },
  },
]);
