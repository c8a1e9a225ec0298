import * as z from 'zod';
import { defineRoute } from '#routes/define-route';
import { listOrder, pageQuery } from '#routes/list-page';
import { orderExample } from '#routes/order-example';
import { orderViewSchema } from '#tracking/order/order-view';
import { orderStates } from '#tracking/order/tracked-order';

const query = z.object({
  state: z.enum(orderStates).optional(),
  program: z.enum(['apex', 'alliance']).optional(),
  customerReference: z.string().min(1).max(64).optional(),
  ...pageQuery,
});

const { timeline: _timeline, facts: _facts, nextSteps: _nextSteps, ...summary } = orderViewSchema.shape;

export const route = defineRoute({
  id: 'list-tracked-orders',
  scope: 'tracking:read',
  summary: 'List tracked orders',
  description: `Orders of the Solution Provider. ${listOrder}`,
  impact: 'Partners cannot list their orders.',
  method: 'GET',
  path: '/v1/tracking/orders',
  request: { query },
  response: z.object({
    orders: z
      .array(z.object(summary))
      .describe('Without facts, next steps and timeline: those are on the order itself.'),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  example: {
    request: { query: { state: 'contract-sent', limit: '10' } },
    answer: { status: 200, body: { orders: [z.object(summary).parse(orderExample)] } },
  },
});
