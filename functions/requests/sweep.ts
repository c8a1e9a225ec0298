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

/** What is done for a Solution Provider with. */
export type DependenciesOf = (solutionProvider: string) => ReconcilerDependencies;

/** Goes through the records without an outcome of the Solution Providers, oldest first, until done or nearly out of time. */
export const sweep = (
  depsOf: DependenciesOf,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<SweepReport> =>
  inPages(depsOf, solutionProviders, hasTime, {
    most: maximumRecords,
    // By the clock AT&T goes by; what may still be worked on, by the real one, is left alone all the same.
    pageOf: ({ requests, now }, solutionProvider, after) =>
      requests.open(solutionProvider, new Date(now()), pageSize, after),
    work: reconcile,
  });

interface Pages {
  /** Records looked at per Solution Provider. */
  most: number;
  pageOf: (deps: ReconcilerDependencies, solutionProvider: string, after: Item | undefined) => Promise<RecordPage>;
  work: typeof reconcile;
}

/**
 * A page of each in turn, until nobody has another: one whose records take long, because AT&T does not answer for it, keeps no other
 * waiting for more than a page. Who comes first is another from run to run.
 */
const inPages = async (
  depsOf: DependenciesOf,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
  { most, pageOf, work }: Pages,
): Promise<SweepReport> => {
  const report: SweepReport = {};
  const [any] = solutionProviders;
  const first = any === undefined ? 0 : depsOf(any).now() % solutionProviders.length;
  let turn = [...solutionProviders.slice(first), ...solutionProviders.slice(0, first)].map(
    (solutionProvider): { solutionProvider: string; after?: Item } => ({ solutionProvider }),
  );
  for (let seen = 0; turn.length > 0 && seen < most; seen += pageSize) {
    const next: typeof turn = [];
    for (const { solutionProvider, after } of turn) {
      if (!hasTime()) return report;
      const deps = depsOf(solutionProvider);
      const page = await pageOf(deps, solutionProvider, after);
      for (const record of page.records) {
        if (!hasTime()) return report;
        const result = await unlessItFails(deps, record, work);
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
  depsOf: DependenciesOf,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
): Promise<SweepReport> =>
  inPages(depsOf, solutionProviders, hasTime, {
    most: Infinity,
    pageOf: ({ requests }, solutionProvider, after) => requests.decidable(solutionProvider, pageSize, after),
    work: judgeAnew,
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
