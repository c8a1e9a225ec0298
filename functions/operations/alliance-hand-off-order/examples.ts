import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-hand-off-order/operation';

export const documented = defineExamples(operation, [
  {
    name: 'Shaped like the APEX handoff',
    provenance: 'assumed',
    request: { body: { orderId: '801Kf000004FnicIAC', subOrderId: '801Kf000004FnihIAC' } },
    answer: { status: 200, body: { status: 'success', message: 'order submitted and sent to serviceNow' } },
  },
]);
