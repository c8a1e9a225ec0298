import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-enrich-installation-and-shipping/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s printed values, with assumed contacts',
    provenance: 'partial',
    request: {
      body: {
        orderId: '801dx00000YC2M8AAL',
        subOrderId: '801dx00000YCwPmAAL',
        premiseNotes: 'Test',
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
      body: { orderId: '801dx00000Gd00lAAB', subOrderId: '801dx00000Gd81K', status: 'Success' },
    },
  },
]);
