import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-create-order/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample, its persons replaced',
    provenance: 'published',
    request: {
      body: {
        quoteId: '0Q0Kf000000xjXgKAI',
        'checkT&C': true,
        contacts: {
          contactDetails: {
            primary: {
              zip: '95350',
              type: 'primary',
              city: 'Modesto',
              email: 'dana.reyes@example.com',
              state: 'CA',
              street: '3430 Tully Rd',
              lastName: 'Reyes',
              firstName: 'Dana',
            },
            alternate: {
              zip: '55402',
              type: 'alternate',
              city: 'Minneapolis',
              email: 'lee.marsh@example.com',
              state: 'MN',
              street: '901 Marquette Ave STE 700',
              lastName: 'Marsh',
              firstName: 'Lee',
            },
          },
        },
      },
    },
    answer: {
      status: 200,
      body: {
        status: 'Success',
        orderId: '801Kf000004FnicIAC',
        subOrder: {
          subOrderId: '801Kf000004FnihIAC',
          subOrderItem: [
            { orderItemId: '802Kf000006H3ktIAC', orderItemType: 'AT&T Dedicated Internet (Mid Market)' },
            { orderItemId: '802Kf000006H3kuIAC', orderItemType: 'Access' },
            { orderItemId: '802Kf000006H3kvIAC', orderItemType: 'Port' },
            { orderItemId: '802Kf000006H3kwIAC', orderItemType: 'ADI Install' },
          ],
        },
        statusMessage: 'Success',
      },
    },
  },
]);
