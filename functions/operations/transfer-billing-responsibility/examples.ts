import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/transfer-billing-responsibility/operation';

export const documented = defineExamples(operation, [
  {
    name: 'To another account with a new plan',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550111' },
      body: {
        targetBillingAccountNumber: '287300000003',
        ratePlanCode: 'UNLIMITED-B',
        effectiveDate: 'nextBillingCycle',
      },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550111',
        status: 'Success',
        billingAccountNumber: '287300000003',
        effectiveDate: '2026-12-01T00:00:00+0000',
      },
    },
  },
]);
