import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-configure-quote/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample request, with an assumed answer',
    provenance: 'partial',
    request: {
      body: {
        configDiscountPromoRequest: {
          flowName: 'sendconfigDiscountPromoDetails',
          id: '1234',
          pricingInputs: [
            {
              siteId: 'a7ldx000000o0pdAAA',
              productId: 'OFF_ADI_MID_MARKET',
              configuration: { configId: 'jrjfjf', features: [{ name: 'Architecture', value: 'Switched' }] },
            },
          ],
          quoteId: '0Q0dx000002UEnZCAW',
        },
      },
    },
    answer: {
      status: 200,
      body: {
        flowName: 'sendconfigDiscountPromoDetails',
        id: '1234',
        status: 'Success',
        statusMessage: 'Success',
      },
    },
  },
]);
