import type { RequestRecord } from '#requests/request-record';
import { errorFacts } from '#platform/log';
import type { Item } from '#platform/table/table';
import { reconcile, type Reconciled, type ReconcilerDependencies } from '#requests/reconcile';

/** Records one run looks at per Solution Provider; the next run goes on, oldest first. */
const maximumRecords = 200;
const pageSize = 25;

/** How many records ended in which way. `failed`: it could not be looked into, this time. */
export type SweepReport = Partial<Record<Reconciled | 'failed', number>>;

/** Goes through the records without an outcome of the Solution Providers, oldest first, until done or nearly out of time. */
export const sweep = async (
  deps: ReconcilerDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<SweepReport> => {
  const report: SweepReport = {};
  for (const solutionProvider of solutionProviders) {
    let after: Item | undefined;
    for (let seen = 0; seen < maximumRecords && hasTime(); seen += pageSize) {
      // By the clock AT&T goes by; what may still be worked on, by the real one, is left alone all the same.
      const page = await deps.requests.open(solutionProvider, new Date(deps.now()), pageSize, after);
      for (const record of page.records) {
        if (!hasTime()) return report;
        const result = await unlessItFails(deps, record);
        report[result] = (report[result] ?? 0) + 1;
      }
      after = page.next;
      if (!after) break;
    }
  }
  return report;
};

/** One record nobody can make sense of must not keep the others waiting. */
const unlessItFails = async (deps: ReconcilerDependencies, record: RequestRecord): Promise<Reconciled | 'failed'> => {
  try {
    return await reconcile(deps, record);
  } catch (error) {
    const { operation, solutionProvider } = record;
    deps.log.error('request-not-reconciled', { operation, solutionProvider, ...errorFacts(error) });
    return 'failed';
  }
};
