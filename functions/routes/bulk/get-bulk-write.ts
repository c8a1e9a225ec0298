import { tally } from '#bulk/bulk-call';
import { bulkPath, bulkStandingExample } from '#bulk/bulk-example';
import type { BulkStore } from '#bulk/bulk-store';
import { bulkView, bulkViewSchema } from '#bulk/bulk-view';
import { hasEnded } from '#bulk/bulk-write';
import type { CallStore } from '#bulk/call-store';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { defineRoute } from '#routes/define-route';

export const getBulkWrite = defineRoute({
  id: 'get-bulk-write',
  scope: 'bulk:read',
  summary: 'Get a bulk write',
  description: 'How a bulk write stands: its state, how many rows have their result, and rows by state.',
  impact: 'Partners cannot see how their bulk writes stand.',
  method: 'GET',
  path: '/v1/bulk-writes/{bulkWriteId}',
  request: { path: bulkPath },
  response: bulkViewSchema,
  problems: ['bulk-write-not-found'],
  example: {
    request: { path: { bulkWriteId: bulkStandingExample.id } },
    answer: { status: 200, body: bulkStandingExample },
  },
  answer: async (
    { path: { bulkWriteId }, solutionProvider },
    deps: { bulkWrites: Pick<BulkStore, 'find'>; calls: Pick<CallStore, 'all'> },
  ) => {
    const bulkWrite = await bulkWriteOf(deps, solutionProvider, bulkWriteId);
    // Counted, not kept: a count of its own could be wrong.
    const standing = hasEnded(bulkWrite) ? undefined : tally(await deps.calls.all(bulkWriteId));
    return { body: bulkView(bulkWrite, standing) };
  },
});
