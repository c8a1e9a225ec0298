import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-create-contract/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A contract shaped like AIAB’s',
    provenance: 'assumed',
    request: {
      body: {
        quoteId: '0Q0KQ000000CvYs0AK',
        contractType: 'Quote-Based',
        contractDetails: {
          contactObj: {
            contactFirstName: 'Dana',
            contactLastName: 'Reyes',
            contactTitle: 'Head of IT',
            contactPhone: '612-555-0142',
            contactEmail: 'dana.reyes@example.com',
          },
        },
      },
    },
    answer: {
      status: 200,
      body: {
        code: 200,
        message: 'Success',
        description: 'Document has been sent for signature',
        traceId: 'a49fd114-c14b-11ea-b3de-0242ac130004',
        transactionId: '73c427a4-2482-4e64-8cac-ea4ace577871',
        esignRequestId: '527960',
      },
    },
  },
]);
