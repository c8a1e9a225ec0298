import type { AttClient } from '#att/client';
import { readStatus, type StatusReader } from '#polling/read-status';
import { endsPolling } from '#polling/polled-read';
import type { AppendPollNotice } from '#polling/append-poll-notice';
import type { PollBudget } from '#polling/poll-budget';
import { pollsPerExecution, type PollInput, type PollOutcome, type PollOutput } from '#polling/state-machine-io';
import { nextWaitSeconds } from '#polling/schedule';
import { executionNameOf, keyTextOf, nextLease, type PollJob, type PollJobOutcome } from '#polling/poll-job';
import type { PollJobStore } from '#polling/poll-job-store';
import type { Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import type { WriteEffects } from '#requests/write-effects';

export interface PollDependencies {
  pollJobs: PollJobStore;
  budget: PollBudget;
  att: AttClient;
  /** What a kind is read with; undefined where it is not bound. */
  readerOf: (kind: string) => StatusReader | undefined;
  effects: Pick<WriteEffects, 'recordObservation'>;
  appendNotice: AppendPollNotice;
  log: Log;
  metrics: Metrics;
  /** Time at AT&T. */
  now: () => number;
  /** The real time: deadlines go by it. */
  wireNow: () => number;
}

/** Misses in a row after which AT&T is asked half as often, again and again. */
const missesToSlowDown = 3;
const mostSlowdowns = 4;

/**
 * One poll: asks AT&T how something stands, records what it shows, decides when to ask again. Whatever is recorded is
 * recorded before the watch moves on, so that a poll whose process dies is simply done again.
 */
export const poll = async (deps: PollDependencies, input: PollInput): Promise<PollOutput> => {
  const watch = await deps.pollJobs.find(input);
  if (!watch || watch.run !== input.run || watch.outcome !== undefined) return ended(input, 'superseded');
  const reader = deps.readerOf(watch.kind);
  if (!reader) return end(deps, input, watch, 'not-trackable');
  const { id, polled } = reader.operation;
  if (deps.now() - Date.parse(watch.startedAt) > polled.giveUpAfterDays * 24 * 3_600_000)
    return giveUp(deps, input, watch, reader);
  if (!(await deps.budget.take(watch.solutionProvider))) return goOn(deps, input, watch, reader, watch.misses);
  const asked = await readStatus(deps.att, reader, watch, deps.wireNow);
  if ('subject' in asked) {
    await deps.effects.recordObservation(asked.subject, asked.answer);
    const isOver = endsPolling(polled, reader.operation, asked.answer);
    return isOver ? end(deps, input, watch, 'final') : goOn(deps, input, watch, reader, 0);
  }
  deps.log.warn('poll-missed', { operation: id, solutionProvider: watch.solutionProvider, outcome: asked.miss });
  return goOn(deps, input, watch, reader, watch.misses + 1, asked.retryAfterSeconds);
};

const goOn = async (
  deps: PollDependencies,
  input: PollInput,
  watch: PollJob,
  reader: StatusReader,
  misses: number,
  retryAfterSeconds?: number,
): Promise<PollOutput> => {
  const overdue = await tellOverdue(deps, watch, reader);
  const waitSeconds = waitFor(deps, watch, reader, misses, retryAfterSeconds);
  const polls = input.polls + 1;
  const handOver = polls >= pollsPerExecution;
  const run = handOver ? nextLease(watch.run) : watch.run;
  const isOurs = await deps.pollJobs.polled(watch, { misses, overdue, waitSeconds, handedOverTo: run });
  if (!isOurs) return ended(input, 'superseded');
  const { solutionProvider, kind, id } = watch;
  const next = { solutionProvider, kind, id, run, polls: 0, waitSeconds };
  return {
    ...next,
    polls,
    done: false,
    outcome: overdue > 0 ? 'overdue' : 'continue',
    handOver,
    next: { name: executionNameOf(watch, run), input: next },
  };
};

/** Less often while AT&T does not answer, so that an outage costs little; never more often than it asked for. */
const waitFor = (
  { now }: PollDependencies,
  watch: PollJob,
  { operation }: StatusReader,
  misses: number,
  retryAfterSeconds: number | undefined,
): number => {
  const nowMs = now();
  const slowdowns = Math.min(mostSlowdowns, Math.floor(misses / missesToSlowDown));
  const planned = nextWaitSeconds(operation.polled.schedule, {
    key: keyTextOf(watch),
    ageMs: nowMs - Date.parse(watch.startedAt),
    nowMs,
    polls: watch.polls,
    retryAfterSeconds,
  });
  return Math.min(planned * 2 ** slowdowns, Math.max(planned, 12 * 3_600));
};

/** Tells of each threshold that has passed, once. @returns how many were told of by now */
const tellOverdue = async (
  { now, appendNotice, log, metrics }: PollDependencies,
  watch: PollJob,
  { operation }: StatusReader,
): Promise<number> => {
  const passed = watch.dueAt.filter((due) => Date.parse(due) <= now());
  for (const due of passed.slice(watch.overdue)) {
    // It is told once, whoever tells it; only who told it counts it.
    if (!(await appendNotice(watch, operation, { type: 'overdue', due }, new Date(now()).toISOString()))) continue;
    const dimensions = { operation: operation.id, solutionProvider: watch.solutionProvider };
    log.warn('item-overdue', dimensions);
    metrics.emit(dimensions, { OverdueItems: 1 });
  }
  return passed.length;
};

const giveUp = async (
  deps: PollDependencies,
  input: PollInput,
  watch: PollJob,
  { operation }: StatusReader,
): Promise<PollOutput> => {
  const dimensions = { operation: operation.id, solutionProvider: watch.solutionProvider };
  if (await deps.appendNotice(watch, operation, { type: 'gave-up' }, new Date(deps.now()).toISOString())) {
    deps.log.warn('polling-given-up', dimensions);
    deps.metrics.emit(dimensions, { PollingGivenUp: 1 });
  }
  return end(deps, input, watch, 'gave-up');
};

const end = async (
  { pollJobs: watches }: PollDependencies,
  input: PollInput,
  watch: PollJob,
  outcome: PollJobOutcome,
): Promise<PollOutput> => ended(input, (await watches.end(watch, outcome)) ? outcome : 'superseded');

const ended = ({ solutionProvider, kind, id, run, polls }: PollInput, outcome: PollOutcome): PollOutput => {
  const same = { solutionProvider, kind, id, run, polls: polls + 1, waitSeconds: 0 };
  return {
    ...same,
    outcome,
    done: true,
    handOver: false,
    next: { name: executionNameOf({ solutionProvider, kind, id }, run), input: same },
  };
};
