import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/list-port-ins/operation';

export const documented = defineExamples(operation, [
  {
    name: 'One that the old carrier has agreed to',
    provenance: 'assumed',
    request: { query: { subscriberNumber: '2125550122' } },
    answer: {
      status: 200,
      body: {
        portIns: [
          {
            id: 'PORT-0000000022',
            portRequestNumber: 'PORT-0000000022',
            state: 'confirmed',
            subscriberNumber: '2125550122',
            orderDate: '2026-11-05T09:00:00+0000',
            requestedStartDate: '2026-11-06T15:30:00+0000',
            confirmedDate: '2026-11-06T15:30:00+0000',
          },
        ],
      },
    },
  },
  {
    name: 'None',
    provenance: 'assumed',
    request: { query: { subscriberNumber: '2125550189' } },
    answer: { status: 200, body: { portIns: [] } },
  },
]);
