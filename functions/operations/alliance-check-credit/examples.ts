import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-check-credit/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample, its person replaced',
    provenance: 'published',
    request: {
      body: {
        quoteId: '0Q0KQ000000CvYs0AK',
        userEmail: 'seller@example.com',
        subAccountId: 'TWNN1I',
        businessType: 'S',
        businessName: 'Test CCSham',
        doingBusinessAs: 'Test Sham',
        legalEntityCity: 'Minneapolis',
        primaryLastName: 'Reyes',
        legalEntityState: 'MN',
        primaryFirstName: 'Dana',
        legalEntityZipCode: '55402',
        legalEntityCountry: 'US',
        legalEntityStreetAddress: '901 Marquette Ave STE 700',
      },
    },
    answer: {
      status: 200,
      body: {
        errorCode: '',
        bureauName: 'CAS DEFAULT',
        noErrorFlag: true,
        creditClass: 'LOW',
        creditCheckId: 'a9X550000005tWzEAI',
        pastDueAmount: '',
        accountBalance: '',
        approvalStatus: 'Auto-Approved',
        isRefusedToPay: '',
        logErrorMessage: null,
        displayErrorPage: false,
        minimumAmountDue: '',
        creditDestination: 'B',
        approvalStatusNotes: 'N/A',
        casApplicationNumber: 311017367245,
        individualCustomerKey: '000000000',
        affiliateAccountNumber: '',
        isDebtResolutionPending: false,
        unifiedCreditTransactionId: 'U20231101408321276',
        isUpdatedApplicationRequired: false,
        isIdentityVerificationRequired: false,
      },
    },
  },
]);
