import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-assign-end-customer/operation';

export const documented = defineExamples(operation, [
  {
    name: 'One site, with assumed members inside it',
    provenance: 'partial',
    request: {
      body: {
        quoteId: '0Q0dx000002T7wDCAS',
        sites: [{ siteId: 'a7ldx000000o0pdAAA', endCustomerName: 'Conrr Incorporated' }],
      },
    },
    answer: {
      status: 200,
      body: {
        quoteId: '0Q0dx000002T7wDCAS',
        inputValues: [{ siteId: 'a7ldx000000o0pdAAA', endCustomerName: 'Conrr Incorporated' }],
      },
    },
  },
]);
