import type { Operation } from '#domain/define-operation';
import { lateEffectMs, longestCallMs } from '#domain/late-effect';
import { isAbandoned, type RequestRecord } from '#requests/request-record';
import { judgeKeptAnswer, type Decision, type JudgeOptions } from '#requests/judge-kept-answer';
import type { RequestStore, Transition } from '#requests/request-store';
import { readBack, contextOf, type ReadBackOptions } from '#requests/read-back';
import { errorFacts, type Log } from '#platform/log';
import type { CallContext } from '#requests/call-context';
import { isKeptFromAtt } from '#domain/restriction';
import type { Metrics } from '#platform/metrics';
import type { RestrictionOf } from '#platform/restrictions';

/** How long a read may take. */
const readBackBudgetMs = 20_000;
/** A read that fails is tried again by later runs; after this time a person has to look. */
const patienceMs = 2 * 3_600_000;
/** From this age on an unknown outcome is counted at every run. */
const longMs = 3_600_000;

export interface ReconcilerDependencies
  extends Omit<ReadBackOptions, 'deadline' | 'written'>, Pick<JudgeOptions, 'answerCipher'> {
  requests: RequestStore;
  restrictionOf: RestrictionOf;
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
export type Reconciled = 'succeeded' | 'rejected' | 'not-applied' | 'needs-attention' | 'later' | 'decided-meanwhile';

/** Finds out what became of a write nobody knows the outcome of, without ever sending it again. Runs may overlap. */
export const reconcile = async (deps: ReconcilerDependencies, record: RequestRecord): Promise<Reconciled> => {
  const wireNow = deps.wireNow();
  if (record.outcome === 'in-flight' && !isAbandoned(record, wireNow)) return 'later';
  const operation = deps.operationOf(record.operation);
  if (record.handedOver) return neverBegun(deps, record, operation);
  const marked = await markUnknown(deps, record);
  if (!marked) return 'decided-meanwhile';
  if (!operation) return conclude(deps, marked, 'needs-attention', 'The gateway has no such operation any more.');
  const context = contextOf(operation, marked);
  const known = { ...marked, tracked: marked.tracked ?? (await deps.effects.trackedKey(context)) };
  const decided = await decisionBy(deps, context, known);
  const isToBeConfirmed = decided?.outcome === 'succeeded' && operation.readBack?.confirms === true;
  if (decided && !isToBeConfirmed) return conclude(deps, known, decided.outcome, decided.evidence, decided);
  if ((await deps.effects.isReserved(context, known.requestId)) === false) {
    if (wireNow - Date.parse(known.deadlineAt) < certainlyStoppedMs) return 'later';
    return conclude(deps, known, 'not-applied', 'The gateway’s process ended before it sent anything to AT&T.');
  }
  // Nobody is asked; it stays as it is until somebody may be.
  if (isKeptFromAtt(await deps.restrictionOf(known.solutionProvider), false)) return 'later';
  // Deadlines are in real time; how long AT&T has had goes by AT&T’s.
  const ageMs = deps.now() - Date.parse(known.startedAt) - (known.longestMs ?? longestCallMs);
  const found = await readBack(
    { ...deps, deadline: wireNow + readBackBudgetMs, written: decided?.statusWord },
    operation,
    known,
  );
  switch (found.verdict) {
    case 'applied':
      // Before the record has its outcome, because nobody looks at one that has it again.
      await deps.effects.scheduleFollowUp(context, found.found?.answer);
      return conclude(deps, known, 'succeeded', found.evidence, { ...found.found, ...decided });
    case 'not-applied':
      return ageMs < lateEffectMs ? 'later' : conclude(deps, known, 'not-applied', found.evidence);
    case 'not-yet':
    case 'failed':
      return ageMs < patienceMs ? later(deps, known, ageMs) : undecided(deps, known, found.evidence, decided);
    case 'undecidable':
      return undecided(deps, known, found.evidence, decided);
  }
};

/** A write that no worker has begun, and none will: its record is moved only as long as none has. */
const neverBegun = async (
  deps: ReconcilerDependencies,
  record: RequestRecord,
  operation: Operation | undefined,
): Promise<Reconciled> => {
  const tracked = operation && (await deps.effects.trackedKey(contextOf(operation, record)));
  const result = await conclude(deps, { ...record, tracked }, 'not-applied', neverBegunEvidence);
  const { operation: id, solutionProvider } = record;
  const about = { operation: id, solutionProvider, ...(operation && { family: operation.family }) };
  if (result === 'not-applied') deps.metrics.emit(about, { OperationFailures: 1 });
  return result;
};

const neverBegunEvidence = 'No worker began the write: nothing was sent to AT&T.';

/** An answer that cannot be opened decides nothing; then a read may. */
const decisionBy = async (
  deps: ReconcilerDependencies,
  context: CallContext,
  record: RequestRecord,
): Promise<Decision | undefined> => {
  try {
    return await judgeKeptAnswer(deps, context, record);
  } catch (error) {
    const { requestId, operation } = record;
    deps.log.error('upstream-answer-not-opened', { operation, requestId, ...errorFacts(error) });
    return undefined;
  }
};

/** The same for a record that a person has to look at, as far as AT&T’s kept answer decides it by the rules there are now. */
export const judgeAnew = async (deps: ReconcilerDependencies, record: RequestRecord): Promise<Reconciled> => {
  const operation = deps.operationOf(record.operation);
  const decided = operation && (await judgeKeptAnswer(deps, contextOf(operation, record), record));
  return decided ? reconcile(deps, record) : 'needs-attention';
};

/** What no read shows: AT&T’s answer to the write counts, where it says anything. */
const undecided = (
  deps: ReconcilerDependencies,
  record: RequestRecord,
  evidence: string,
  decided: Decision | undefined,
): Promise<Reconciled> =>
  decided
    ? conclude(deps, record, decided.outcome, `${evidence} ${decided.evidence}`, decided)
    : conclude(deps, record, 'needs-attention', evidence);

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
  outcome: 'succeeded' | 'rejected' | 'not-applied' | 'needs-attention',
  evidence: string,
  found: Partial<Pick<Transition, 'learned' | 'readBack' | 'attReference' | 'alsoPut' | 'response'>> = {},
): Promise<Reconciled> => {
  const { learned, readBack: seen, attReference, alsoPut, response } = found;
  const move = { outcome, evidence, learned, readBack: seen, attReference, alsoPut, response };
  if (!(await deps.requests.transition(record, move))) return 'decided-meanwhile';
  const { operation, solutionProvider } = record;
  deps.log.warn('request-reconciled', { operation, solutionProvider, outcome });
  if (outcome === 'needs-attention') deps.metrics.emit({ operation, solutionProvider }, { NeedsAttention: 1 });
  return outcome;
};
