import * as z from 'zod';
import { bulkExample } from '#bulk/bulk-example';
import type { BulkStore } from '#bulk/bulk-store';
import { bulkView, bulkViewSchema } from '#bulk/bulk-view';
import { writeOperationIds } from '#operations/listing';
import { bulkWrites as bulkWriteKeys } from '#platform/table/keys';
import { defineRoute } from '#routes/define-route';
import { filledPage, isChangedSince, listOrder, pageQuery, referenceFilter } from '#routes/list-page';

export const listBulkWrites = defineRoute({
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
      operation: z.enum(writeOperationIds).describe('Only those whose rows are calls of this operation.').optional(),
      customerReference: referenceFilter,
      ...pageQuery,
    }),
  },
  response: z.object({ bulkWrites: z.array(bulkViewSchema), nextCursor: z.string().optional() }),
  problems: [],
  example: { request: { query: {} }, answer: { status: 200, body: { bulkWrites: [bulkExample] } } },
  answer: async (
    { query: { state, operation, customerReference, updatedSince, limit, cursor }, solutionProvider },
    deps: { bulkWrites: Pick<BulkStore, 'list'> },
  ) => {
    const { views, nextCursor } = await filledPage({
      limit,
      cursor,
      keysAt: ({ createdAt, id }) => ({
        ...bulkWriteKeys.key.of({ bulkId: id }),
        ...bulkWriteKeys.list.of({ solutionProvider, createdAt, bulkId: id }),
      }),
      read: async (most, after) => {
        const { bulkWrites, next } = await deps.bulkWrites.list(solutionProvider, most, after);
        return { views: bulkWrites, next };
      },
      matches: (bulkWrite) =>
        (state === undefined || bulkWrite.state === state) &&
        (operation === undefined || bulkWrite.operation === operation) &&
        (customerReference === undefined || bulkWrite.customerReference === customerReference) &&
        isChangedSince(bulkWrite.updatedAt, updatedSince),
    });
    const bulkWrites = views.map((bulkWrite) => bulkView(bulkWrite));
    return { body: { bulkWrites, ...(nextCursor !== undefined && { nextCursor }) } };
  },
});
