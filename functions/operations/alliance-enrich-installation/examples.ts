import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-enrich-installation/operation';

export const documented = defineExamples(operation, [
  {
    name: 'Shaped like the APEX enrichment',
    provenance: 'assumed',
    request: {
      body: {
        orderId: '801Kf000004FnicIAC',
        subOrderId: '801Kf000004FnihIAC',
        premiseNotes: 'Ask for the building manager',
        customerRequestedStartDate: '2024-01-16T20:00:00.000+0000',
        customerRequestedDueDate: '2024-06-30T19:00:00.000+0000',
        startBillingBeforeReqDueDate: 'true',
        contacts: {
          contactDetails: {
            primary: { type: 'primary', firstName: 'Dana', lastName: 'Reyes', email: 'dana.reyes@example.com' },
          },
        },
      },
    },
    answer: {
      status: 200,
      body: {
        orderId: '801Kf000004FnicIAC',
        subOrderId: '801Kf000004FnihIAC',
        status: 'Success',
        statusMessage: 'Installation info is saved',
      },
    },
  },
]);
