import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/list-service-activations/operation';

export const documented = defineExamples(operation, [
  {
    name: 'One whose line is active',
    provenance: 'assumed',
    request: { query: { sim: '89014103200000000025' } },
    answer: {
      status: 200,
      body: {
        activations: [
          {
            requestId: 'ACT-0000000003',
            requestStatus: 'active',
            requestDate: '2026-11-05T08:00:00+0000',
            externalId: 'order-1003',
            device: { imei: '352099000001061', sim: '89014103200000000025' },
            lines: [{ subscriberNumber: '2125550125', status: 'active' }],
          },
        ],
      },
    },
  },
  {
    name: 'None',
    provenance: 'assumed',
    request: { query: { sim: '89014103200000000189' } },
    answer: { status: 200, body: { activations: [] } },
  },
]);
