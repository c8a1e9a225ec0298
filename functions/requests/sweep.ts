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
  inPages(
    solutionProviders,
    hasTime,
    {
      most: maximumRecords,
      // By the clock AT&T goes by; what may still be worked on, by the real one, is left alone all the same.
      pageOf: (solutionProvider, after) => deps.requests.open(solutionProvider, new Date(deps.now()), pageSize, after),
      work: (record) => unlessItFails(deps, record, reconcile),
    },
    deps.now(),
  );

interface Pages {
  /** Records looked at per Solution Provider. */
  most: number;
  pageOf: (solutionProvider: string, after: Item | undefined) => Promise<RecordPage>;
  work: (record: RequestRecord) => Promise<Reconciled | 'failed'>;
}

/**
 * A page of each in turn, until nobody has another: one whose records take long, because AT&T does not answer for it, keeps no other
 * waiting for more than a page. Who comes first is another from run to run.
 * @param at any number that differs from run to run
 */
const inPages = async (
  solutionProviders: readonly string[],
  hasTime: () => boolean,
  { most, pageOf, work }: Pages,
  at: number,
): Promise<SweepReport> => {
  const report: SweepReport = {};
  const first = at % Math.max(1, solutionProviders.length);
  let turn = [...solutionProviders.slice(first), ...solutionProviders.slice(0, first)].map(
    (solutionProvider): { solutionProvider: string; after?: Item } => ({ solutionProvider }),
  );
  for (let seen = 0; turn.length > 0 && seen < most; seen += pageSize) {
    const next: typeof turn = [];
    for (const { solutionProvider, after } of turn) {
      if (!hasTime()) return report;
      const page = await pageOf(solutionProvider, after);
      for (const record of page.records) {
        if (!hasTime()) return report;
        const result = await work(record);
        report[result] = (report[result] ?? 0) + 1;
      }
      if (page.next) next.push({ solutionProvider, after: page.next });
    }
    turn = next;
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
  inPages(
    solutionProviders,
    hasTime,
    {
      most: Infinity,
      pageOf: (solutionProvider, after) => deps.requests.decidable(solutionProvider, pageSize, after),
      work: (record) => unlessItFails(deps, record, judgeAnew),
    },
    deps.now(),
  );

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
