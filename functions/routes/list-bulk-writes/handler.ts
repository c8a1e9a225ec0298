import { bulkView } from '#bulk/bulk-view';
import { bulkRecords, type BulkRecords } from '#entry/bulk-dependencies';
import { createRouteHandler } from '#routes/create-route-handler';
import { filledPage } from '#routes/list-page';
import { route } from '#routes/list-bulk-writes/route';
import { jsonResponse } from '#api/response';
import { bulkWrites } from '#platform/table/keys';

export const createListBulkWrites = (deps: BulkRecords) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { state, limit, cursor } = route.request.query.parse(request.query);
    const { views, nextCursor } = await filledPage({
      limit,
      cursor,
      keysAt: ({ createdAt, id }) => ({
        ...bulkWrites.key.of({ bulkId: id }),
        ...bulkWrites.list.of({ solutionProvider, createdAt, bulkId: id }),
      }),
      read: async (most, after) => {
        const page = await deps.bulkWrites.list(solutionProvider, most, after);
        return { views: page.bulkWrites, next: page.next };
      },
      matches: (bulkWrite) => state === undefined || bulkWrite.state === state,
    });
    const answer = { bulkWrites: views.map((one) => bulkView(one)), ...(nextCursor !== undefined && { nextCursor }) };
    return jsonResponse(200, JSON.stringify(answer), requestId);
  });

export const handler = createListBulkWrites(bulkRecords());
