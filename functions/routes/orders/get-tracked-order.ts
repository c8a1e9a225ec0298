import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { knownRecordId } from '#routes/orders/known-record-id';
import { defineRoute } from '#routes/define-route';
import { orderAnswer, type OrderReads } from '#routes/orders/order-answer';
import { orderExample } from '#routes/orders/order-example';
import { orderLinks, orderViewSchema } from '#tracking/order/order-view';
import { timelineQuery } from '#tracking/timeline-view';

export const getTrackedOrder = defineRoute({
  id: 'get-tracked-order',
  scope: 'tracking:read',
  summary: 'Get a tracked order',
  description:
    'Everything known of an order by its quote: each fact with where it is known from, what can be done next and by whom, and the newest entries of the timeline. The header `ETag` carries its version.',
  impact: 'Partners cannot see where an order stands or what to do next.',
  method: 'GET',
  path: '/v1/tracking/orders/{quoteId}',
  request: { path: z.object({ quoteId: knownRecordId }), query: timelineQuery },
  answersWithTag: true,
  response: orderViewSchema,
  links: orderLinks,
  problems: ['order-not-found'],
  example: { request: { path: { quoteId: orderExample.quoteId } }, answer: { status: 200, body: orderExample } },
  answer: async ({ path, query: { timelineBefore: place }, solutionProvider }, deps: OrderReads) => {
    const order = await deps.orders.find(solutionProvider, path.quoteId);
    if (!order) throw new Problem('order-not-found');
    const current = await deps.orders.withOutcomes(order);
    const page = place === undefined ? undefined : await deps.orders.entriesBefore(current, Number(place));
    return orderAnswer(current, deps, page);
  },
});
