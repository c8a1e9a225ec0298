import * as z from 'zod';
import { recordId } from '#operations/ordering-schemas/ids';
import { defineRoute } from '#routes/define-route';
import { orderExample } from '#routes/order-example';
import { orderViewSchema } from '#tracking/order/order-view';

export const route = defineRoute({
  id: 'get-tracked-order',
  scope: 'tracking:read',
  summary: 'Get a tracked order',
  description:
    'Everything known of an order by its quote: each fact with where it is known from, what can be done next and by whom, and the timeline. The header `ETag` carries its version.',
  impact: 'Partners cannot see where an order stands or what to do next.',
  method: 'GET',
  path: '/v1/tracking/orders/{quoteId}',
  request: { path: z.object({ quoteId: recordId }) },
  response: orderViewSchema,
  example: { request: { path: { quoteId: orderExample.quoteId } }, answer: { status: 200, body: orderExample } },
});
