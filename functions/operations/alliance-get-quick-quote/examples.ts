import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-get-quick-quote/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The first site of AT&T’s sample',
    provenance: 'partial',
    request: {
      body: [
        {
          requestId: 'IGLOO Response Test',
          addressId: 'cde0640bda5',
          productId: 'OFF_ADI_MID_MARKET',
          configuration: {
            features: [
              { name: 'Port Speed', value: '100M', code: 'ATT_SPEED' },
              { name: 'Access Speed', value: '100M', code: 'ATT_ACC_SPD' },
              { name: 'Interface', value: '100Base-TXElectrical', code: 'ATT_INTERFACE' },
              { name: 'Management Option', value: 'AT&T Managed', code: 'ATT_ROUTER_OPTN' },
              { name: 'AT&T Default Router', value: 'Yes', code: 'ATT_STT_DEF_ROUTER' },
              { name: 'Term', value: '36', code: 'VEPC_ATTR_CONTRACT_TERM' },
              { name: 'Billing Option', value: 'Flat Rate', code: 'ATT_BILL_OPT' },
            ],
          },
        },
      ],
    },
    answer: {
      status: 200,
      body: [
        {
          requestId: 'IGLOO Response Test',
          addressId: 'cde0640bda5',
          productId: 'OFF_ADI_MID_MARKET',
        },
      ],
    },
  },
]);
