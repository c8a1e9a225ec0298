import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-reserve-port/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample',
    provenance: 'published',
    request: {
      body: {
        subOrderId: '801dx00000WdaKbAAJ',
        Room: '201',
        Floor: '2',
        Notes: 'Testing additional notes',
        TSPCode: 'TSP645321-44',
      },
    },
    answer: {
      status: 200,
      body: {
        orderId: '801dx00000Gd00lAAB',
        status: 'Success',
        statusMessage: 'Floor & Room info is saved',
        subOrderId: '801dx00000Gd81K',
      },
    },
  },
]);
