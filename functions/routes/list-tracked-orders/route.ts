import * as z from 'zod';
import { defineRoute } from '#routes/define-route';
import { orderExample } from '#routes/order-example';
import { orderViewSchema } from '#tracking/order-view';
import { orderStates } from '#tracking/tracked-order';

const wholeNumber = z.string().regex(/^[1-9]\d?$|^100$/, 'must be a whole number from 1 to 100');

const query = z.object({
  state: z.enum(orderStates).optional(),
  program: z.enum(['apex', 'alliance']).optional(),
  updatedSince: z.iso.datetime({ offset: true }).describe('Only orders changed at or after this time.').optional(),
  customerReference: z.string().min(1).max(64).optional(),
  limit: wholeNumber.describe('Most orders to return; 25 when left out.').optional(),
  cursor: z.string().max(500).describe('`nextCursor` of the page before.').optional(),
});

const { timeline: _timeline, facts: _facts, nextSteps: _nextSteps, ...summary } = orderViewSchema.shape;

export const route = defineRoute({
  id: 'list-tracked-orders',
  scope: 'tracking:read',
  summary: 'List tracked orders',
  description:
    'Orders of the Solution Provider, oldest first. That order never changes, so an order that is made or changed meanwhile is neither left out of later pages nor shown twice. A page may hold fewer orders than its limit and still have a next one.',
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
