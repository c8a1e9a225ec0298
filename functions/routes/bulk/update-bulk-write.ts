import * as z from 'zod';
import { requireScope, requireUnrestricted } from '#api/caller';
import { bulkExample, bulkPath } from '#bulk/bulk-example';
import type { BulkStore } from '#bulk/bulk-store';
import { bulkView, bulkViewSchema } from '#bulk/bulk-view';
import { hasEnded, type BulkWrite } from '#bulk/bulk-write';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { startRun, type StartBulkWriter } from '#bulk/state-machine-io';
import { Problem } from '#domain/problems/problems';
import { defineRoute } from '#routes/define-route';

export const updateBulkWrite = defineRoute({
  id: 'update-bulk-write',
  scope: 'bulk:write',
  summary: 'Pause, resume or cancel a bulk write',
  description:
    '`paused`: no row is begun until it is `running` again. `cancelled`: rows that were not begun are cancelled, for good. Rows under way get their result. The operation’s own scope is needed as well. Asking for the state it has changes nothing.',
  impact: 'Partners cannot pause, resume or cancel their bulk writes.',
  method: 'PATCH',
  path: '/v1/bulk-writes/{bulkWriteId}',
  request: { path: bulkPath, body: z.strictObject({ state: z.enum(['paused', 'running', 'cancelled']) }) },
  idempotencyKey: 'needless',
  response: bulkViewSchema,
  problems: ['bulk-write-not-found', 'bulk-write-ended', 'solution-provider-read-only'],
  example: {
    request: { path: { bulkWriteId: bulkExample.id }, body: { state: 'paused' } },
    answer: { status: 200, body: { ...bulkExample, state: 'paused' } },
  },
  answer: async ({ path, body, caller, solutionProvider }, deps: BulkChanges) => {
    const bulkWrite = await bulkWriteOf(deps, solutionProvider, path.bulkWriteId);
    requireScope(caller, bulkWrite.scope);
    requireUnrestricted(caller, solutionProvider, body.state === 'running');
    return { body: bulkView(await changedTo(deps, bulkWrite, body.state)) };
  },
});

interface BulkChanges {
  bulkWrites: Pick<BulkStore, 'find' | 'pause' | 'goOn'>;
  start: StartBulkWriter;
}

type WantedState = 'paused' | 'running' | 'cancelled';

/** The bulk write as it is then. @throws Problem `bulk-write-ended`; `service-unavailable` when it is being changed otherwise */
const changedTo = async (
  { bulkWrites, start }: BulkChanges,
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
