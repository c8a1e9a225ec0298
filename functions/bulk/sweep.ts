import type { BulkStore } from '#bulk/bulk-store';
import { startRun, type StartBulkWriter } from '#bulk/state-machine-io';
import type { Log } from '#platform/log';

export interface BulkSweepDependencies {
  bulkWrites: BulkStore;
  startBulkWriter: StartBulkWriter;
  log: Log;
}

/** Bulk writes one run looks at per Solution Provider. */
const most = 25;

/**
 * Has another run go on with every bulk write nobody has worked on in time: its execution failed, was stopped or never
 * started. Whoever worked on it before ends, because the run is another. @returns how many
 */
export const sweepBulkWrites = async (
  { bulkWrites, startBulkWriter, log }: BulkSweepDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<number> => {
  let restarted = 0;
  for (const solutionProvider of solutionProviders) {
    for (const lost of hasTime() ? await bulkWrites.lost(solutionProvider, most) : []) {
      if (!hasTime()) return restarted;
      if (lost.state !== 'running' && lost.state !== 'cancelled') continue;
      const taken = await bulkWrites.goOn(lost, lost.state);
      if (!taken) continue;
      await startRun(startBulkWriter, taken);
      log.warn('bulk-write-restarted', { operation: lost.operation, solutionProvider });
      restarted += 1;
    }
  }
  return restarted;
};
