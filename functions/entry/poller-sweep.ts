import type { Context } from 'aws-lambda';
import { createBulkStore } from '#bulk/bulk-store';
import { startBulkWriterFrom } from '#bulk/start-execution';
import { sweepBulkWrites } from '#bulk/sweep';
import { sweepDependencies } from '#entry/polling-dependencies';
import { sweepPollers, type PollerSweepReport } from '#polling/sweep';
import { businessNow } from '#platform/clock';
import { solutionProvidersFrom } from '#platform/solution-providers';

const deps = sweepDependencies();
const bulk = {
  bulkWrites: createBulkStore(deps.table, businessNow),
  startBulkWriter: startBulkWriterFrom(process.env),
  log: deps.log,
};
const solutionProviders = solutionProvidersFrom(process.env);
/** Enough for one more page and its starts. */
const reserveMs = 10_000;

/** Runs on a schedule. `bulkWrites`: those that had lost their worker. */
export const handler = async (
  _event: unknown,
  context: Context,
): Promise<PollerSweepReport & { bulkWrites: number }> => {
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
  const bulkWrites = await sweepBulkWrites(bulk, solutionProviders, hasTime);
  return { ...(await sweepPollers(deps, solutionProviders, hasTime)), bulkWrites };
};
