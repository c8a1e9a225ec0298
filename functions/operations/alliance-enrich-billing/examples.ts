import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-enrich-billing/operation';

export const documented = defineExamples(operation, [
  {
    name: 'An existing billing account, shaped like AIAB’s sample',
    provenance: 'assumed',
    request: {
      body: {
        billingAccountName: 'Test Existing Billing Account',
        contractId: 'MSPS00049851SF',
        soc: 'F3',
        billGroup: '001',
        mcn: 'TW8157',
        subAccountId: 'X014TZQM',
        subOrderId: '801Kf000004FnihIAC',
      },
    },
    answer: {
      status: 200,
      body: [{ BillingAccountName: 'Test Existing Billing Account', BillingAccountInvoiceNumber: '8310001234567' }],
    },
  },
]);
