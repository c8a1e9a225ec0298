import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';
import { orderId, subOrderId } from '#operations/ordering-schemas/ids';
import { statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({ orderId, subOrderId })
  .describe('AT&T does not publish this body. Assumed to be that of the APEX handoff.');

const response = z
  .looseObject({
    status: text.describe('`success` when submitted.'),
    message: text.describe('Free text.').optional(),
  })
  .describe('AT&T does not publish this answer. Assumed to be that of the APEX handoff.');

export const operation = defineOperation({
  id: 'alliance-hand-off-order',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Hand off an Alliance order to AT&T',
  description:
    'Submits an enriched order for fulfilment. The answer is an acknowledgement only. AT&T names it in its overview and publishes no page for it.',
  impact: 'Partners cannot submit finished Alliance orders, so AT&T does not begin to fulfil them.',
  method: 'POST',
  path: '/v1/ordering/alliance/order-handoffs',
  request: { body: request },
  response,
  binding: {
    domain: 'order-handoff',
    method: 'POST',
    path: '/order',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method and path: assumed after APEX’s handoff, `POST /order-apex` on a host of its own, without the suffix. Hosts: printed for APEX only.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'required',
  order: { program: 'alliance', step: 'hand-off-order', orderIdAt: '/body/orderId', subOrderIdAt: '/body/subOrderId' },
  polledBy: getOrderStatus,
  notReadBack:
    'The order status is the whole order’s, not a sub-order’s, and AT&T does not publish which of its words says that it was handed off.',
});
