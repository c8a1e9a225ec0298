import { ask, type AskPorts } from '#drift/ask';
import { comparedThings, type Found } from '#drift/difference';
import { lookAt, NotNow, type Looking, type LookPorts } from '#drift/look';
import { newRun, type DriftRun, type DriftStore } from '#drift/run-store';
import { pageOfThings, placeBehind } from '#drift/things';
import { timestampOf } from '#domain/timestamp';
import { inParallel } from '#domain/in-parallel';
import { isKeptFromAtt } from '#domain/restriction';
import { errorFacts, type Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import type { Item, Table } from '#platform/table/table';
import type { PollBudget } from '#polling/poll-budget';

export interface DriftDependencies extends AskPorts, LookPorts {
  table: Pick<Table, 'get' | 'query'>;
  drift: DriftStore;
  /** Its part of what AT&T may be asked in a minute: it refuses while pollers need the rest. */
  budget: PollBudget;
  log: Log;
  metrics: Metrics;
}

const pageSize = 25;
/** Solution Providers gone through at the same time: each waits for AT&T most of the time. */
const atOnce = 10;
/** Questions in a row without an answer after which the next call goes on, when AT&T may be well again. */
const mostMissedInARow = 10;

/** How runs stand after a call, by Solution Provider: `finished` today, or `under-way`. */
export type DriftReport = Record<string, 'finished' | 'under-way'>;

/**
 * Goes on with the run of each Solution Provider, and begins one where the last ended on an earlier day. What AT&T may be asked for
 * ends a call; the next one goes on behind the last thing that was done with. Changes nothing that is compared. One that is disabled
 * waits until it is served again.
 */
export const compareViews = async (
  depsOf: (solutionProvider: string) => DriftDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
  { isAnew = false }: { isAnew?: boolean } = {},
): Promise<DriftReport> => {
  const report: DriftReport = {};
  await inParallel(solutionProviders, atOnce, async (solutionProvider) => {
    const deps = depsOf(solutionProvider);
    if (isKeptFromAtt(await deps.restrictionOf(solutionProvider), false)) return;
    const run = await currentRun(deps, solutionProvider, isAnew);
    if (run) report[solutionProvider] = run.finishedAt === undefined ? await goOn(deps, run, hasTime) : 'finished';
  });
  return report;
};

const dayOf = (at: string): string => at.slice(0, 10);

const currentRun = async (
  { drift, now }: DriftDependencies,
  solutionProvider: string,
  isAnew: boolean,
): Promise<DriftRun | undefined> => {
  const latest = await drift.latest(solutionProvider);
  const today = dayOf(timestampOf(now()));
  if (latest && !isAnew && (latest.finishedAt === undefined || dayOf(latest.startedAt) === today)) return latest;
  const run = newRun(solutionProvider, now());
  return (await drift.begin(run)) ? run : undefined;
};

/** What a call has seen so far. */
interface Call {
  numbers: Set<string>;
  things: number;
  missedInARow: number;
  isCut: boolean;
}

const goOn = async (
  deps: DriftDependencies,
  begun: DriftRun,
  hasTime: () => boolean,
): Promise<'finished' | 'under-way'> => {
  const call: Call = { numbers: new Set(), things: 0, missedInARow: 0, isCut: false };
  let run: DriftRun | undefined = begun;
  while (run && !call.isCut && hasTime()) {
    const page = await pageOfThings(deps.table, run.of, run.solutionProvider, pageSize, run.after);
    run = await deps.drift.save(await gonePast(deps, run, page, { call, hasTime }));
    if (run?.finishedAt !== undefined) return 'finished';
  }
  return 'under-way';
};

/** The run behind as much of a page as could be looked at. */
const gonePast = async (
  deps: DriftDependencies,
  begun: DriftRun,
  page: { items: readonly Item[]; next?: Item },
  { call, hasTime }: { call: Call; hasTime: () => boolean },
): Promise<DriftRun> => {
  let run = begun;
  for (const item of page.items) {
    if (!hasTime() || call.missedInARow >= mostMissedInARow) call.isCut = true;
    if (call.isCut) return run;
    const { run: looked, isCut } = await oneThing(deps, run, item, call);
    call.isCut = isCut;
    // What was begun and cut is done again by the next call; what alone is more than a call may ask is passed over.
    if (isCut && (looked.asked === run.asked || call.things > 0)) return looked;
    call.things += 1;
    const missed = looked.missed + (isCut ? 1 : 0);
    run = { ...looked, missed, things: run.things + 1, after: placeBehind(run.of, item) };
  }
  if (page.next) return { ...run, after: page.next };
  const { after: _done, ...rest } = run;
  const next = comparedThings[comparedThings.indexOf(run.of) + 1];
  return next ? { ...rest, of: next } : { ...rest, finishedAt: timestampOf(deps.now()) };
};

/** The run with what came of one thing. One that nobody can make sense of keeps the others from nothing. */
const oneThing = async (
  deps: DriftDependencies,
  begun: DriftRun,
  item: Item,
  call: Call,
): Promise<{ run: DriftRun; isCut: boolean }> => {
  const { solutionProvider } = begun;
  const run = { ...begun };
  const found: Found[] = [];
  const looking: Looking = {
    ...deps,
    solutionProvider,
    tell: (one) => void found.push(one),
    isFirst: (number) => !call.numbers.has(number) && Boolean(call.numbers.add(number)),
    ask: async (read, question) => {
      if (!deps.bindingOf(read)) return { is: 'missed' };
      if (!(await deps.budget.take(solutionProvider))) throw new NotNow();
      const shown = await ask(deps, read, question, solutionProvider);
      run.asked += 1;
      run.missed += shown.is === 'missed' ? 1 : 0;
      call.missedInARow = shown.is === 'missed' ? call.missedInARow + 1 : 0;
      return shown;
    },
  };
  let isCut = false;
  try {
    await lookAt(looking, run.of, item);
  } catch (error) {
    if (error instanceof NotNow) isCut = true;
    else {
      deps.log.error('drift-not-looked-at', { solutionProvider, ...errorFacts(error) });
      run.missed += 1;
    }
  }
  for (const one of found) if (await kept(deps, run, one)) run.differences += 1;
  return { run, isCut };
};

const kept = async ({ drift, log, metrics, now }: DriftDependencies, run: DriftRun, found: Found): Promise<boolean> => {
  const { solutionProvider } = run;
  const seenAt = timestampOf(now());
  if (!(await drift.keep(run, { ...found, solutionProvider, seenAt }))) return false;
  const about = { operation: found.readBy, solutionProvider };
  log.warn('view-differs', { ...about, outcome: found.what });
  metrics.emit(about, { ViewDrift: 1 });
  return true;
};
