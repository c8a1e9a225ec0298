import type { AttClient } from '#att/client';
import { tellRequest, tellWithRequests, type AboutRequest } from '#att/upstream-facts';
import { readStatus, type StatusReader } from '#polling/read-status';
import { endsPolling, lackingFor, pollRequestOf } from '#polling/polled-read';
import type { FindFacts } from '#polling/tracked-order-of';
import type { AppendPollNotice } from '#polling/append-poll-notice';
import type { PollBudget } from '#polling/poll-budget';
import { pollsPerExecution, type PollInput, type PollOutcome, type PollOutput } from '#polling/state-machine-io';
import { nextWaitSeconds } from '#polling/schedule';
import { executionNameOf, keyTextOf, nextLease, type PollJob, type PollJobOutcome } from '#polling/poll-job';
import type { PollJobStore } from '#polling/poll-job-store';
import type { RequestFacts } from '#platform/log';
import type { LineFacts } from '#platform/metrics';
import { logNameOf } from '#platform/log-name';
import { timestampOf } from '#domain/timestamp';
import { isKeptFromAtt } from '#domain/restriction';
import type { Observability } from '#platform/observability';
import { dayMs } from '#platform/table/key-pattern';
import type { RestrictionOf } from '#platform/restrictions';
import type { WriteEffects } from '#requests/write-effects';

export interface PollDependencies extends Observability {
  pollJobs: PollJobStore;
  budget: PollBudget;
  restrictionOf: RestrictionOf;
  att: AttClient;
  /** What a kind is read with; undefined where it is not bound. */
  readerOf: (kind: string) => StatusReader | undefined;
  effects: Pick<WriteEffects, 'recordObservation'>;
  appendNotice: AppendPollNotice;
  findFacts: FindFacts;
  /** Time at AT&T. */
  now: () => number;
  /** The real time: deadlines go by it. */
  wireNow: () => number;
}

/** Misses in a row after which AT&T is asked half as often, again and again. */
const missesToSlowDown = 3;
const mostSlowdowns = 4;

/** What a poll comes to in its course. It is told in one line, which is its metrics as well. */
interface Course {
  /** Each request to AT&T, in turn. */
  requests: RequestFacts[];
  /** Whose they are. */
  asked?: AboutRequest;
  /** Absent where the poll is not this run’s. */
  line?: { solutionProvider: string; facts: LineFacts };
}

type Polling = PollDependencies & { course: Course };

/**
 * One poll: asks AT&T how something stands, records what it shows, decides when to ask again. Whatever is recorded is
 * recorded before the job moves on, so that a poll whose process dies is simply done again.
 */
export const poll = async (deps: PollDependencies, input: PollInput): Promise<PollOutput> => {
  const course: Course = { requests: [] };
  try {
    return await polled({ ...deps, course }, input);
  } finally {
    tell(deps, course, input);
  }
};

const tell = (deps: PollDependencies, { requests, asked, line }: Course, { kind }: PollInput): void => {
  if (line) {
    const about = { operation: kind, solutionProvider: line.solutionProvider, ...asked };
    const facts = { ...(asked && { callId: asked.callId }), ...line.facts };
    tellWithRequests(deps, about, requests, { message: 'item-polled', facts });
  } else if (asked) for (const request of requests) tellRequest(deps, asked, request);
};

const polled = async (deps: Polling, input: PollInput): Promise<PollOutput> => {
  const job = await deps.pollJobs.find(input);
  if (!job || job.run !== input.run || job.outcome !== undefined) return ended(input, 'superseded');
  const reader = deps.readerOf(job.kind);
  if (!reader) return end(deps, input, job, 'not-trackable');
  const { id, polled } = reader.operation;
  if (isKeptFromAtt(await deps.restrictionOf(job.solutionProvider), false)) return hold(deps, input, job, reader);
  if (deps.now() - Date.parse(job.startedAt) - (job.heldMs ?? 0) > polled.giveUpAfterDays * dayMs)
    return giveUp(deps, input, job, reader);
  const facts = polled.queryFacts ? await deps.findFacts(job, reader.operation) : {};
  const lacking = lackingFor(reader.operation, facts);
  if (lacking.length > 0) {
    deps.log.warn('poll-lacks-facts', {
      operation: id,
      solutionProvider: job.solutionProvider,
      member: lacking.join(', '),
    });
    return goOn(deps, input, job, reader, { misses: job.misses });
  }
  if (!(await deps.budget.take(job.solutionProvider))) return goOn(deps, input, job, reader, { misses: job.misses });
  const request = pollRequestOf(reader.operation, job.id, facts);
  const { solutionProvider } = job;
  const callId = `${executionNameOf(job, job.run)}.${job.polls + 1}`;
  deps.course.asked = { operation: id, solutionProvider, callId };
  const from = { solutionProvider, callId, upstream: deps.course.requests };
  const asked = await readStatus(deps.att, reader, from, request, deps);
  if ('context' in asked) {
    await deps.effects.recordObservation(asked.context, asked.answer);
    const isOver = endsPolling(polled, reader.operation, asked.answer);
    return isOver ? end(deps, input, job, 'final') : goOn(deps, input, job, reader, { misses: 0 });
  }
  deps.log.warn('poll-missed', { operation: id, solutionProvider: job.solutionProvider, outcome: asked.miss });
  return goOn(deps, input, job, reader, {
    misses: job.misses + 1,
    retryAfterSeconds: asked.retryAfterSeconds,
  });
};

/** Nobody is asked for a Solution Provider that is disabled; how long that is does not bring the end of asking nearer. */
const hold = (deps: Polling, input: PollInput, job: PollJob, reader: StatusReader): Promise<PollOutput> => {
  const sinceMs = Date.parse(job.polledAt ?? job.startedAt);
  return goOn(deps, input, job, reader, { misses: job.misses, heldMs: (job.heldMs ?? 0) + deps.now() - sinceMs });
};

/** What a poll, or its absence, means for the next one. */
interface Going {
  misses: number;
  retryAfterSeconds?: number | undefined;
  heldMs?: number;
}

const goOn = async (
  deps: Polling,
  input: PollInput,
  job: PollJob,
  reader: StatusReader,
  { misses, retryAfterSeconds, heldMs }: Going,
): Promise<PollOutput> => {
  const overdue = await tellOverdue(deps, job, reader);
  const waitSeconds = waitFor(deps, job, reader, misses, retryAfterSeconds);
  const polls = input.polls + 1;
  const handOver = polls >= pollsPerExecution;
  const run = handOver ? nextLease(job.run) : job.run;
  const isOurs = await deps.pollJobs.polled(job, { misses, overdue, waitSeconds, heldMs, handedOverTo: run });
  if (!isOurs) return ended(input, 'superseded');
  noteLine(deps, job, 'open');
  const { solutionProvider, kind, id } = job;
  const next = { solutionProvider, kind, id, run, polls: 0, waitSeconds };
  return {
    ...next,
    polls,
    done: false,
    outcome: overdue > 0 ? 'overdue' : 'continue',
    handOver,
    next: { name: executionNameOf(job, run), input: next },
  };
};

/** Less often while AT&T does not answer, so that an outage costs little; never more often than it asked for. */
const waitFor = (
  { now }: PollDependencies,
  job: PollJob,
  { operation }: StatusReader,
  misses: number,
  retryAfterSeconds: number | undefined,
): number => {
  const nowMs = now();
  const slowdowns = Math.min(mostSlowdowns, Math.floor(misses / missesToSlowDown));
  const planned = nextWaitSeconds(operation.polled.schedule, {
    key: keyTextOf(job),
    ageMs: nowMs - Date.parse(job.startedAt),
    nowMs,
    polls: job.polls,
    retryAfterSeconds,
  });
  return Math.min(planned * 2 ** slowdowns, Math.max(planned, 12 * 3_600));
};

/** Tells of each threshold that has passed, once. @returns how many were told of by now */
const tellOverdue = async (
  { now, appendNotice, log, metrics }: PollDependencies,
  job: PollJob,
  { operation }: StatusReader,
): Promise<number> => {
  const passed = job.dueAt.filter((due) => Date.parse(due) <= now());
  for (const due of passed.slice(job.overdue)) {
    // It is told once, whoever tells it; only who told it counts it.
    if (!(await appendNotice(job, operation, { type: 'overdue', due }, timestampOf(now())))) continue;
    const about = { operation: operation.id, solutionProvider: job.solutionProvider };
    log.warn('item-overdue', about);
    metrics.emit(about, { OverdueItems: 1 });
  }
  return passed.length;
};

const giveUp = async (
  deps: Polling,
  input: PollInput,
  job: PollJob,
  { operation }: StatusReader,
): Promise<PollOutput> => {
  const about = { operation: operation.id, solutionProvider: job.solutionProvider };
  if (await deps.appendNotice(job, operation, { type: 'gave-up' }, timestampOf(deps.now()))) {
    deps.log.warn('polling-given-up', about);
    deps.metrics.emit(about, { PollingGivenUp: 1 });
  }
  return end(deps, input, job, 'gave-up');
};

const end = async (deps: Polling, input: PollInput, job: PollJob, outcome: PollJobOutcome): Promise<PollOutput> => {
  if (!(await deps.pollJobs.end(job, outcome))) return ended(input, 'superseded');
  noteLine(deps, job, outcome);
  return ended(input, outcome);
};

/** From what is open, and since when, the dashboard has its ages. */
const noteLine = ({ course, now }: Polling, job: PollJob, outcome: PollJobOutcome | 'open'): void => {
  const ageDays = Math.floor((now() - Date.parse(job.startedAt)) / dayMs);
  course.line = { solutionProvider: job.solutionProvider, facts: { item: logNameOf(job), outcome, ageDays } };
};

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
