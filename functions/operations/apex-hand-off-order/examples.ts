import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-hand-off-order/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample',
    provenance: 'published',
    request: { body: { orderId: '801dx00000XEaaQAAT', subOrderId: '801dx00000XFEm2AAH' } },
    answer: { status: 200, body: { status: 'success', message: 'order submitted and sent to serviceNow' } },
  },
]);
