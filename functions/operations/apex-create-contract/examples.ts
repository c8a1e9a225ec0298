import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-create-contract/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample, its cut-off description completed',
    provenance: 'partial',
    request: {
      body: {
        quoteId: '0Q0dx000002WN6nCAG',
        spId: 'A-06399x',
        approverEmail: 'approver@example.com',
        contractInput: {
          endCustomerDetails: {
            companyName: 'conrr',
            companyAddress: { street: '3400 W PLANO PKWY', city: 'Plano', state: 'TX', zipCode: '75075-8011' },
          },
        },
      },
    },
    answer: {
      status: 200,
      body: {
        ContractEnvelopeId: 'a4Tdx000000cOxNEAU',
        ESignIntegrationResponseStep: {
          isSuccess: true,
          esignRequestIdABV: 527957,
          description: 'Document has been sent for signature',
        },
        SetError: false,
        callContractMS: true,
      },
    },
  },
]);
