import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-enrich-billing/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample, its contact placeholders filled in',
    provenance: 'published',
    request: {
      body: {
        orderId: '801dx00000YmDAlAAN',
        subOrderId: '801dx00000Ym90fAAB',
        description: '',
        paperlessBilling: '',
        contacts: {
          contactDetails: [
            {
              email: 'billing@example.com',
              type: 'billing',
              firstName: 'Robin',
              lastName: 'Ames',
              street: '3400 W PLANO PKWY',
              city: 'Plano',
              state: 'TX',
              country: 'USA',
              phone: '972-555-0144',
              zipCode: '75075',
            },
          ],
        },
      },
    },
    answer: {
      status: 200,
      body: {
        billingAccountId: '001dx00000YzuHrAAJ',
        orderId: '801dx00000YzoPjAAJ',
        status: 'Billing Account created successfully',
        subOrderId: '801dx00000Yzv11AAB',
      },
    },
  },
]);
