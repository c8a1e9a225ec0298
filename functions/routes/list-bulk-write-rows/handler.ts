import { bulkRecords, type BulkRecords } from '#entry/bulk-dependencies';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { rowPage } from '#bulk/row-pages';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/list-bulk-write-rows/route';
import { jsonResponse } from '#api/response';

export const createListBulkWriteRows = (deps: BulkRecords) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { id } = await bulkWriteOf(deps, solutionProvider, route.request.path.parse(request.path).bulkWriteId);
    const { state, limit = '25', cursor } = route.request.query.parse(request.query);
    const page = await rowPage(deps.calls, id, { state, limit: Number(limit), cursor });
    return jsonResponse(200, JSON.stringify(page), requestId);
  });

export const handler = createListBulkWriteRows(bulkRecords());
