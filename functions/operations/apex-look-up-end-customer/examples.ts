import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-look-up-end-customer/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A quote with one site',
    provenance: 'assumed',
    request: { body: { quoteId: '0Q0dx000002T7wDCAS' } },
    answer: {
      status: 200,
      body: {
        quoteId: '0Q0dx000002T7wDCAS',
        inputValues: [{ siteId: 'a7ldx000000o0pdAAA', endCustomerName: 'Conrr Incorporated' }],
      },
    },
  },
]);
