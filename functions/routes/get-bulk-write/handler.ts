import { tally } from '#bulk/bulk-call';
import { bulkView } from '#bulk/bulk-view';
import { hasEnded } from '#bulk/bulk-write';
import { bulkRecords, type BulkRecords } from '#entry/bulk-dependencies';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/get-bulk-write/route';
import { jsonResponse } from '#api/response';

export const createGetBulkWrite = (deps: BulkRecords) =>
  createRouteHandler(route, deps, async ({ request, requestId, solutionProvider }) => {
    const { bulkWriteId } = route.request.path.parse(request.path);
    const bulkWrite = await bulkWriteOf(deps, solutionProvider, bulkWriteId);
    // Counted, not kept: a count of its own could be wrong.
    const standing = hasEnded(bulkWrite) ? undefined : tally(await deps.calls.all(bulkWriteId));
    return jsonResponse(200, JSON.stringify(bulkView(bulkWrite, standing)), requestId);
  });

export const handler = createGetBulkWrite(bulkRecords());
