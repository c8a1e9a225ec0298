import * as z from 'zod';
import { bulkExample, bulkPath } from '#bulk/bulk-example';
import type { BulkStore } from '#bulk/bulk-store';
import { rowViewSchema } from '#bulk/bulk-view';
import { rowStates } from '#bulk/bulk-write';
import type { CallStore } from '#bulk/call-store';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { rowPage } from '#bulk/row-pages';
import { defineRoute } from '#routes/define-route';
import { pageQuery } from '#routes/list-page';

export const listBulkWriteRows = defineRoute({
  id: 'list-bulk-write-rows',
  scope: 'bulk:read',
  summary: 'List the rows of a bulk write',
  description:
    'How each row stands, in the order they are carried out: that of the submission, where rows are not packed into calls. What was submitted is not shown again.',
  impact: 'Partners cannot see what became of the rows of their bulk writes.',
  method: 'GET',
  path: '/v1/bulk-writes/{bulkWriteId}/rows',
  request: {
    path: bulkPath,
    query: z.object({
      state: z.enum(rowStates).describe('Only rows in this state.').optional(),
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
    }),
  },
  response: z.object({ rows: z.array(rowViewSchema), nextCursor: z.string().optional() }),
  problems: ['bulk-write-not-found'],
  example: {
    request: { path: { bulkWriteId: bulkExample.id } },
    answer: {
      status: 200,
      body: {
        rows: [
          {
            row: 0,
            reference: 'line 1',
            state: 'succeeded',
            settled: true,
            status: 200,
            attempts: 1,
            request: '/v1/requests/req_Zk0mXhQv7fUe1TzRr2sYpLw9NaBcD4E5',
          },
        ],
      },
    },
  },
  answer: async (
    { path, query: { state, limit = '25', cursor }, solutionProvider },
    deps: { bulkWrites: Pick<BulkStore, 'find'>; calls: Pick<CallStore, 'from'> },
  ) => {
    const { id } = await bulkWriteOf(deps, solutionProvider, path.bulkWriteId);
    return { body: await rowPage(deps.calls, id, { state, limit: Number(limit), cursor }) };
  },
});
