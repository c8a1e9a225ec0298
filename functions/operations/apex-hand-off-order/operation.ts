import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { orderId, subOrderId } from '#operations/ordering-schemas/ids';
import { statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const response = z.looseObject({
  status: text.describe('`success` when submitted, in lower case here.'),
  message: text.describe('Free text, called `message` here and not `statusMessage`.').optional(),
});

export const operation = defineOperation({
  id: 'apex-hand-off-order',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Hand off an APEX order to AT&T',
  description:
    'Submits an enriched sub-order for fulfilment. The answer is an acknowledgement only, and APEX publishes no order status to read afterwards. One sub-order a call; what a second call does is not published.',
  impact: 'Partners cannot submit finished APEX orders, so AT&T does not begin to fulfil them.',
  method: 'POST',
  path: '/v1/ordering/apex/order-handoffs',
  request: { body: z.looseObject({ orderId, subOrderId }) },
  response,
  binding: {
    domain: 'order-handoff',
    method: 'POST',
    path: '/order-apex',
    provenance: 'published',
    baseUrls: {
      uat: 'https://uat-att-order-handoff-eapi.nprd-gw.cloud.att.com/api/v1',
      production: 'https://att-order-handoff-eapi.gw.cloud.att.com/api/v1',
    },
    source:
      'Method and path: APEX reference page; Create Order has the same ones on another host. Both base URLs: APEX overview.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'required',
  order: { program: 'apex', step: 'hand-off-order', orderIdAt: '/body/orderId', subOrderIdAt: '/body/subOrderId' },
  notReadBack: 'AT&T publishes no status of an APEX order after its handoff.',
});
