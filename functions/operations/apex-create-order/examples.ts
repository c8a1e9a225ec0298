import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-create-order/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample, its placeholders and sub-order filled in',
    provenance: 'partial',
    request: {
      body: {
        quoteId: '0Q0dx000002Y7ifCAC',
        'checkT&C': true,
        contacts: {
          contactDetails: {
            primary: {
              city: 'Plano',
              email: 'dana.reyes@example.com',
              firstName: 'Dana',
              lastName: 'Reyes',
              phone: '972-555-0142',
              state: 'TX',
              street: '3400 W PLANO PKWY',
              type: 'primary',
              zip: '75075',
            },
            alternate: {
              city: 'Plano',
              email: 'lee.marsh@example.com',
              firstName: 'Lee',
              lastName: 'Marsh',
              phone: '972-555-0143',
              state: 'TX',
              street: '3400 W PLANO PKWY',
              type: 'alternate',
              zip: '75075',
            },
          },
        },
      },
    },
    answer: {
      status: 200,
      body: {
        orderId: '801dx00000XWPy1AAH',
        status: 'Success',
        statusMessage: 'Success',
        subOrder: {
          subOrderId: '801dx00000XWPy2AAH',
          subOrderItem: [{ orderItemId: '802dx00000IfgCTAAZ', orderItemType: 'Port' }],
        },
      },
    },
  },
]);
