import type { Item } from '#runtime/table';
import { reconcile, type Reconciled, type ReconcilerDependencies } from '#reconciler/reconcile';

/** Records one run looks at per Solution Provider; the next run goes on, oldest first. */
const maximumRecords = 200;
const pageSize = 25;

/** How many records ended in which way. */
export type SweepReport = Partial<Record<Reconciled, number>>;

/** Goes through the unsettled records of the Solution Providers, oldest first, until done or nearly out of time. */
export const sweep = async (
  deps: ReconcilerDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<SweepReport> => {
  const report: SweepReport = {};
  for (const solutionProvider of solutionProviders) {
    let after: Item | undefined;
    for (let seen = 0; seen < maximumRecords && hasTime(); seen += pageSize) {
      const page = await deps.requests.open(solutionProvider, new Date(deps.now()), pageSize, after);
      for (const record of page.records) {
        if (!hasTime()) return report;
        const result = await reconcile(deps, record);
        report[result] = (report[result] ?? 0) + 1;
      }
      after = page.next;
      if (!after) break;
    }
  }
  return report;
};
