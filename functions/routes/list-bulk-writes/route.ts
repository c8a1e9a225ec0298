import * as z from 'zod';
import { bulkExample } from '#bulk/bulk-example';
import { bulkViewSchema } from '#bulk/bulk-view';
import { defineRoute } from '#routes/define-route';
import { listOrder, pageQuery } from '#routes/list-page';

export const route = defineRoute({
  id: 'list-bulk-writes',
  scope: 'bulk:read',
  summary: 'List bulk writes',
  description: `The Solution Provider’s bulk writes. Rows by state are shown of those that have ended; read one for how it stands now. ${listOrder}`,
  impact: 'Partners cannot list their bulk writes.',
  method: 'GET',
  path: '/v1/bulk-writes',
  request: {
    query: z.object({
      state: z.enum(['running', 'paused', 'cancelled', 'finished']).describe('Only those in this state.').optional(),
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
    }),
  },
  response: z.object({ bulkWrites: z.array(bulkViewSchema), nextCursor: z.string().optional() }),
  example: { request: { query: {} }, answer: { status: 200, body: { bulkWrites: [bulkExample] } } },
});
