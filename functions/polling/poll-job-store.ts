import { pollJobs } from '#platform/table/keys';
import type { Change, Item, Table } from '#platform/table/table';
import {
  newPollJobItem,
  nextLease,
  openSortKey,
  pollByOf,
  pollJobKey,
  pollJobSchema,
  type PollJob,
  type PollTarget,
  type PollJobOutcome,
} from '#polling/poll-job';

/** What a poll changed. */
export interface PollResult {
  misses: number;
  overdue: number;
  waitSeconds: number;
  /** The run that goes on, where it is not the same. */
  handedOverTo?: string | undefined;
}

export interface LostPollJobs {
  pollJobs: PollJob[];
  next?: Item;
}

/** How polling stands, in the table. Changes are made only by the run that polls. @throws Problem `service-unavailable` */
export interface PollJobStore {
  find(watched: PollTarget): Promise<PollJob | undefined>;
  /** Has it polled, unless it is or was already. */
  ensure(watched: PollTarget, dueAt: readonly number[]): Promise<void>;
  /** False when another run has taken over. */
  polled(watch: PollJob, polled: PollResult): Promise<boolean>;
  /** Nobody polls any more. False when another run has taken over. */
  end(watch: PollJob, outcome: PollJobOutcome): Promise<boolean>;
  /** Takes over from a run that is lost. @returns the new run, or undefined when somebody else was faster */
  takeOver(watch: PollJob, waitSeconds: number): Promise<string | undefined>;
  /** Those of a Solution Provider that should have been polled by now, longest first. */
  lost(solutionProvider: string, limit: number, after?: Item): Promise<LostPollJobs>;
}

export const createPollJobStore = (table: Table, now: () => number): PollJobStore => ({
  find: async (watched) => {
    const item = await table.get(pollJobKey(watched));
    return item && pollJobSchema.parse(item);
  },
  ensure: async (watched, dueAt) => {
    await table.put(newPollJobItem(watched, now(), dueAt), { expression: 'attribute_not_exists(pk)' });
  },
  polled: async (watch, polled) => (await table.update(afterPoll(watch, polled, now()))) !== undefined,
  end: async (watch, outcome) => (await table.update(atEnd(watch, outcome, now()))) !== undefined,
  takeOver: async (watch, waitSeconds) => {
    const run = nextLease(watch.run);
    const item = await table.update({
      key: pollJobKey(watch),
      update: 'SET #run = :next, openSk = :openSk',
      condition: '#run = :run AND attribute_not_exists(outcome)',
      names: { '#run': 'run' },
      values: { ':next': run, ':run': watch.run, ':openSk': openSortKey(pollByOf(now(), waitSeconds), watch) },
    });
    return item && run;
  },
  lost: async (solutionProvider, limit, after) => {
    const page = await table.query({
      index: 'open',
      condition: 'openPk = :pk AND openSk < :now',
      values: { ':pk': pollJobs.open.partitionOf({ solutionProvider }), ':now': new Date(now()).toISOString() },
      limit,
      ...(after && { after }),
    });
    return { pollJobs: page.items.map((item) => pollJobSchema.parse(item)), ...(page.next && { next: page.next }) };
  },
});

const afterPoll = (
  watch: PollJob,
  { misses, overdue, waitSeconds, handedOverTo }: PollResult,
  nowMs: number,
): Change => ({
  key: pollJobKey(watch),
  update: 'SET polls = :polls, misses = :misses, overdue = :overdue, polledAt = :now, openSk = :openSk, #run = :next',
  condition: '#run = :run AND attribute_not_exists(outcome)',
  names: { '#run': 'run' },
  values: {
    ':polls': watch.polls + 1,
    ':misses': misses,
    ':overdue': overdue,
    ':now': new Date(nowMs).toISOString(),
    ':openSk': openSortKey(pollByOf(nowMs, waitSeconds), watch),
    ':run': watch.run,
    ':next': handedOverTo ?? watch.run,
  },
});

const atEnd = (watch: PollJob, outcome: PollJobOutcome, nowMs: number): Change => ({
  key: pollJobKey(watch),
  update: 'SET outcome = :outcome, polls = :polls, polledAt = :now, expiresAt = :expiresAt REMOVE openPk, openSk',
  condition: '#run = :run',
  names: { '#run': 'run' },
  values: {
    ':outcome': outcome,
    ':polls': watch.polls + 1,
    ':now': new Date(nowMs).toISOString(),
    ':expiresAt': pollJobs.lifetime.expiresAt(nowMs),
    ':run': watch.run,
  },
});
