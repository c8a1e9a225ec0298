import { bulkView } from '#bulk/bulk-view';
import { hasEnded, type BulkWrite } from '#bulk/bulk-write';
import { bulkRecords, type BulkRecords } from '#entry/bulk-dependencies';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { startBulkWriter } from '#entry/bulk-call-dependencies';
import { startRun, type StartBulkWriter } from '#bulk/state-machine-io';
import { createRouteHandler } from '#routes/create-route-handler';
import { route } from '#routes/update-bulk-write/route';
import { callerOf, requireScope } from '#api/caller';
import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';

export interface UpdateBulkWriteDependencies extends BulkRecords {
  start: StartBulkWriter;
}

export const createUpdateBulkWrite = (deps: UpdateBulkWriteDependencies) =>
  createRouteHandler(route, deps, async ({ event, request, requestId, solutionProvider }) => {
    const { bulkWriteId } = route.request.path.parse(request.path);
    const { state } = route.request.body.parse(request.body?.value);
    const bulkWrite = await bulkWriteOf(deps, solutionProvider, bulkWriteId);
    requireScope(callerOf(event), bulkWrite.scope);
    const changed = await changedTo(deps, bulkWrite, state);
    return jsonResponse(200, JSON.stringify(bulkView(changed)), requestId);
  });

type WantedState = 'paused' | 'running' | 'cancelled';

/** The bulk write as it is then. @throws Problem `bulk-write-ended`; `service-unavailable` when it is being changed otherwise */
const changedTo = async (
  { bulkWrites, start }: UpdateBulkWriteDependencies,
  bulkWrite: BulkWrite,
  wanted: WantedState,
): Promise<BulkWrite> => {
  if (bulkWrite.state === wanted) return bulkWrite;
  if (hasEnded(bulkWrite) || bulkWrite.state === 'cancelled') throw new Problem('bulk-write-ended');
  const changed = wanted === 'paused' ? await bulkWrites.pause(bulkWrite) : await bulkWrites.goOn(bulkWrite, wanted);
  if (!changed) throw new Problem('service-unavailable', { retryAfterSeconds: 1 });
  // Should this fail, the sweep starts it a minute or two later.
  if (wanted !== 'paused') await startRun(start, changed);
  return changed;
};

export const handler = createUpdateBulkWrite({ ...bulkRecords(), start: startBulkWriter() });
