import type { Operation } from '#domain/define-operation';
import { isAbandoned, type RequestRecord } from '#requests/request-record';
import type { RequestStore } from '#requests/request-store';
import { readBack, contextOf, type ReadBackOptions } from '#requests/read-back';
import type { Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';

/** How long a read may take. */
const readBackBudgetMs = 20_000;
/** A call ends by then. Deadlines are in real time; how long AT&T has had goes by AT&T’s. */
const longestCallMs = 25_000;
/** AT&T may still carry out what it took late, so “it is not there” counts only after this time. */
const lateEffectMs = 15 * 60_000;
/** A read that fails is tried again by later runs; after this time a person has to look. */
const patienceMs = 2 * 3_600_000;
/** From this age on an unknown outcome is counted at every run. */
const longMs = 3_600_000;

export interface ReconcilerDependencies extends Omit<ReadBackOptions, 'deadline' | 'written'> {
  requests: RequestStore;
  /** The operation a record is of; undefined if there is none of that id any more. */
  operationOf: (id: string) => Operation | undefined;
  log: Log;
  metrics: Metrics;
  /** The time records are dated by, AT&T’s where it is simulated. */
  now: () => number;
  /** The real time, by which processes end. */
  wireNow: () => number;
}

/**
 * A process that has not begun is certainly not to begin any more only when its deadline is past by every clock. Clocks of
 * functions agree within milliseconds; this allows for one that is minutes wrong.
 */
const certainlyStoppedMs = 5 * 60_000;

/** What a run made of a record. `later`: it cannot be told yet. */
export type Reconciled = 'succeeded' | 'not-applied' | 'needs-attention' | 'later' | 'decided-meanwhile';

/** Finds out what became of a write nobody knows the outcome of, without ever sending it again. Runs may overlap. */
export const reconcile = async (deps: ReconcilerDependencies, record: RequestRecord): Promise<Reconciled> => {
  const wireNow = deps.wireNow();
  if (record.outcome === 'in-flight' && !isAbandoned(record, wireNow)) return 'later';
  const operation = deps.operationOf(record.operation);
  const marked = await markUnknown(deps, record);
  if (!marked) return 'decided-meanwhile';
  if (!operation) return conclude(deps, marked, 'needs-attention', 'The gateway has no such operation any more.');
  const context = contextOf(operation, marked);
  const known = { ...marked, tracked: marked.tracked ?? (await deps.effects.trackedKey(context)) };
  if ((await deps.effects.isReserved(context, known.requestId)) === false) {
    if (wireNow - Date.parse(known.deadlineAt) < certainlyStoppedMs) return 'later';
    return conclude(deps, known, 'not-applied', 'The gateway’s process ended before it sent anything to AT&T.');
  }
  const ageMs = deps.now() - Date.parse(known.startedAt) - longestCallMs;
  const found = await readBack({ ...deps, deadline: wireNow + readBackBudgetMs }, operation, known);
  switch (found.verdict) {
    case 'applied':
      // Before the record has its outcome, because nobody looks at one that has it again.
      await deps.effects.scheduleFollowUp(context, found.answer);
      return conclude(deps, known, 'succeeded', found.evidence, found);
    case 'not-applied':
      return ageMs < lateEffectMs ? 'later' : conclude(deps, known, 'not-applied', found.evidence);
    case 'failed':
      return ageMs < patienceMs ? later(deps, known, ageMs) : conclude(deps, known, 'needs-attention', found.evidence);
    case 'undecidable':
      return conclude(deps, known, 'needs-attention', found.evidence);
  }
};

const later = ({ metrics }: ReconcilerDependencies, record: RequestRecord, ageMs: number): Reconciled => {
  const { operation, solutionProvider } = record;
  if (ageMs > longMs) metrics.emit({ operation, solutionProvider }, { UnknownForLong: 1 });
  return 'later';
};

const diedEvidence = 'The gateway’s process ended before AT&T’s answer was recorded.';

/** The record as one to be looked into; undefined for one that has its outcome. A person’s case may be looked into again. */
const markUnknown = async (deps: ReconcilerDependencies, record: RequestRecord): Promise<RequestRecord | undefined> => {
  if (record.outcome === 'unknown' || record.outcome === 'needs-attention') return record;
  if (record.outcome !== 'in-flight') return undefined;
  const moved = await deps.requests.transition(record, { outcome: 'unknown', evidence: diedEvidence });
  if (!moved) return undefined;
  deps.metrics.emit({ operation: record.operation, solutionProvider: record.solutionProvider }, { UnknownOutcomes: 1 });
  return { ...record, outcome: 'unknown', evidence: [...record.evidence, diedEvidence] };
};

const conclude = async (
  deps: ReconcilerDependencies,
  record: RequestRecord,
  outcome: 'succeeded' | 'not-applied' | 'needs-attention',
  evidence: string,
  found: Pick<RequestRecord, 'learned' | 'readBack'> = {},
): Promise<Reconciled> => {
  const { learned, readBack: seen } = found;
  if (!(await deps.requests.transition(record, { outcome, evidence, learned, readBack: seen })))
    return 'decided-meanwhile';
  const { operation, solutionProvider } = record;
  deps.log.warn('request-reconciled', { operation, solutionProvider, outcome });
  deps.metrics.emit(
    { operation, solutionProvider },
    outcome === 'needs-attention' ? { NeedsAttention: 1 } : { ReconciledOutcomes: 1 },
  );
  return outcome;
};
