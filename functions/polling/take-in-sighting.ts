import type { AttClient } from '#att/client';
import { tellRequest, tellWithRequests } from '#att/upstream-facts';
import type { BoundBinding } from '#att/upstream-request';
import type { ReadOperation } from '#domain/define-operation';
import { isKeptFromAtt } from '#domain/restriction';
import type { RequestFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import type { RestrictionOf } from '#platform/restrictions';
import type { PollBudget } from '#polling/poll-budget';
import { executionNameOf } from '#polling/poll-job';
import { readStatus } from '#polling/read-status';
import { sightingSchema, type Sighting } from '#polling/sighting';
import type { SightingStore } from '#polling/sighting-store';
import type { StartExecution } from '#polling/start-polling';
import type { ExecutionInput, PollInput, PollOutcome, PollOutput } from '#polling/state-machine-io';
import type { WriteEffects } from '#requests/write-effects';

/** In the place of what is polled, to the state machine that polls. */
export const sightingKind = 'sighting';

export interface SightingDependencies extends Observability {
  sightings: SightingStore;
  /** By which something is recorded. */
  reads: readonly ReadOperation[];
  bindingOf: (read: ReadOperation) => BoundBinding | undefined;
  restrictionOf: RestrictionOf;
  budget: PollBudget;
  att: AttClient;
  effects: Pick<WriteEffects, 'recordObservation'>;
  /** Time at AT&T. */
  now: () => number;
  /** The real time: deadlines go by it. */
  wireNow: () => number;
}

/** Between the first question and the second, and between later ones at the most. */
const [secondSeconds, mostSeconds] = [60, 3_600];
/** More than a day has; whatever an item says of its own end, nobody has AT&T asked for ever by it. */
const mostQuestions = 36;

/**
 * For whoever sees the table’s changes: has AT&T asked about a sighting. May be called any number of times for the same one; several
 * executions for one question ask until one of them is answered.
 */
export const startTakingIn = async (start: StartExecution, item: Record<string, unknown>): Promise<void> => {
  const { solutionProvider, digest, seenAt } = sightingSchema.parse(item);
  const target = { solutionProvider, kind: sightingKind, id: digest };
  const run = Date.parse(seenAt).toString(36);
  await start(executionNameOf(target, run), { ...target, run, polls: 0, waitSeconds: 0 });
};

/**
 * Asks AT&T what a partner’s read was answered, and records what it shows now. What is recorded is recorded before the sighting ends, so
 * that one whose process dies is asked about again. Where AT&T does not say, it is asked again, ever less often, for as long as a sighting is kept;
 * what is followed is then known by its next poll, and everything else by the next read.
 */
export const takeInSighting = async (deps: SightingDependencies, input: PollInput): Promise<PollOutput> => {
  const sighting = await deps.sightings.find(input.solutionProvider, input.id);
  if (!sighting) return ended(input, 'superseded');
  const outcome = await asked(deps, sighting, input);
  if (typeof outcome === 'object') return goOn(input, outcome.retryAfterSeconds);
  await deps.sightings.end(sighting);
  return ended(input, outcome);
};

type Later = { retryAfterSeconds?: number | undefined };

const asked = async (
  deps: SightingDependencies,
  { operation: id, path, query, solutionProvider, expiresAt }: Sighting,
  input: PollInput,
): Promise<PollOutcome | Later> => {
  const read = deps.reads.find((one) => one.id === id);
  const binding = read && deps.bindingOf(read);
  if (!binding) return 'not-trackable';
  const facts = { operation: id, solutionProvider };
  if (expiresAt * 1000 <= deps.now() || input.polls >= mostQuestions) {
    deps.log.warn('sighting-given-up', facts);
    return 'gave-up';
  }
  if (isKeptFromAtt(await deps.restrictionOf(solutionProvider), false)) return {};
  if (!(await deps.budget.take(solutionProvider))) return {};
  const callId = `${executionNameOf(input, input.run)}.${input.polls + 1}`;
  const reader = { operation: read, binding };
  const upstream: RequestFacts[] = [];
  try {
    const answered = await readStatus(deps.att, reader, { solutionProvider, callId, upstream }, { path, query }, deps);
    if ('miss' in answered) {
      deps.log.warn('poll-missed', { ...facts, outcome: answered.miss });
      return answered;
    }
    await deps.effects.recordObservation(answered.context, answered.answer);
    const line = { message: 'sighting-taken-in', facts: { callId } } as const;
    tellWithRequests(deps, facts, upstream.splice(0), line);
    return 'final';
  } finally {
    for (const request of upstream) tellRequest(deps, { ...facts, callId }, request);
  }
};

const goOn = (input: PollInput, retryAfterSeconds = 0): PollOutput => {
  const planned = Math.min(secondSeconds * 2 ** input.polls, mostSeconds);
  return { ...output(input, Math.max(planned, retryAfterSeconds)), done: false, outcome: 'continue' };
};

const ended = (input: PollInput, outcome: PollOutcome): PollOutput => ({ ...output(input, 0), done: true, outcome });

/** A sighting ends long before an execution would have too long a history. */
const output = ({ solutionProvider, kind, id, run, polls }: PollInput, waitSeconds: number) => {
  const next: ExecutionInput = { solutionProvider, kind, id, run, polls: polls + 1, waitSeconds };
  return { ...next, handOver: false, next: { name: executionNameOf(next, run), input: next } };
};
