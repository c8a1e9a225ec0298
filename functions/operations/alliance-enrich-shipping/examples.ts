import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-enrich-shipping/operation';

export const documented = defineExamples(operation, [
  {
    name: 'Equipment to the site',
    provenance: 'assumed',
    request: {
      body: {
        orderId: '801Kf000004FnicIAC',
        subOrderId: '801Kf000004FnihIAC',
        email: 'dana.reyes@example.com',
        shippingAddress: { street: '3430 Tully Rd', city: 'Modesto', state: 'CA', zip: '95350', country: 'US' },
        shippingNotes: 'Deliver to the loading dock',
      },
    },
    answer: {
      status: 200,
      body: {
        orderId: '801Kf000004FnicIAC',
        subOrderId: '801Kf000004FnihIAC',
        status: 'Success',
        statusMessage: 'Shipping info is saved',
      },
    },
  },
]);
