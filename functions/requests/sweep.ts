import type { RequestRecord } from '#requests/request-record';
import { errorFacts } from '#platform/log';
import type { Item } from '#platform/table/table';
import type { RecordPage } from '#requests/record-pages';
import { judgeAnew, reconcile, type Reconciled, type ReconcilerDependencies } from '#requests/reconcile';

/** Records one run looks at per Solution Provider; the next run goes on, oldest first. */
const maximumRecords = 200;
const pageSize = 25;

/** How many records ended in which way. `failed`: it could not be looked into, this time. */
export type SweepReport = Partial<Record<Reconciled | 'failed', number>>;

/** Goes through the records without an outcome of the Solution Providers, oldest first, until done or nearly out of time. */
export const sweep = (
  deps: ReconcilerDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<SweepReport> =>
  inPages(solutionProviders, hasTime, {
    most: maximumRecords,
    // By the clock AT&T goes by; what may still be worked on, by the real one, is left alone all the same.
    pageOf: (solutionProvider, after) => deps.requests.open(solutionProvider, new Date(deps.now()), pageSize, after),
    work: (record) => unlessItFails(deps, record, reconcile),
  });

interface Pages {
  /** Records looked at per Solution Provider. */
  most: number;
  pageOf: (solutionProvider: string, after: Item | undefined) => Promise<RecordPage>;
  work: (record: RequestRecord) => Promise<Reconciled | 'failed'>;
}

const inPages = async (
  solutionProviders: readonly string[],
  hasTime: () => boolean,
  { most, pageOf, work }: Pages,
): Promise<SweepReport> => {
  const report: SweepReport = {};
  for (const solutionProvider of solutionProviders) {
    let after: Item | undefined;
    for (let seen = 0; seen < most && hasTime(); seen += pageSize) {
      const page = await pageOf(solutionProvider, after);
      for (const record of page.records) {
        if (!hasTime()) return report;
        const result = await work(record);
        report[result] = (report[result] ?? 0) + 1;
      }
      after = page.next;
      if (!after) break;
    }
  }
  return report;
};

/**
 * Goes through the records that a person has to look at and a kept answer may decide, by the rules there are now. Those it
 * does not decide stay as they are; of these nothing is read from AT&T.
 */
export const rejudge = async (
  deps: ReconcilerDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<SweepReport> =>
  inPages(solutionProviders, hasTime, {
    most: Infinity,
    pageOf: (solutionProvider, after) => deps.requests.decidable(solutionProvider, pageSize, after),
    work: (record) => unlessItFails(deps, record, judgeAnew),
  });

/** One record nobody can make sense of must not keep the others waiting. */
const unlessItFails = async (
  deps: ReconcilerDependencies,
  record: RequestRecord,
  work: typeof reconcile,
): Promise<Reconciled | 'failed'> => {
  try {
    return await work(deps, record);
  } catch (error) {
    const { operation, solutionProvider } = record;
    deps.log.error('request-not-reconciled', { operation, solutionProvider, ...errorFacts(error) });
    return 'failed';
  }
};
