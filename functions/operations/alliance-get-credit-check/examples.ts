import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-get-credit-check/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The decision of the credit check’s sample, read again',
    provenance: 'assumed',
    request: { query: { quoteId: '0Q0KQ000000CvYs0AK' } },
    answer: {
      status: 200,
      body: {
        errorCode: '',
        noErrorFlag: true,
        creditClass: 'LOW',
        creditCheckId: 'a9X550000005tWzEAI',
        approvalStatus: 'Auto-Approved',
        approvalStatusNotes: 'N/A',
        casApplicationNumber: 311017367245,
        unifiedCreditTransactionId: 'U20231101408321276',
      },
    },
  },
]);
