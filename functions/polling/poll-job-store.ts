import { and, equals, itemNotExists, notExists, type Condition } from '#platform/table/conditions';
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
    await table.put(newPollJobItem(watched, now(), dueAt), itemNotExists);
  },
  polled: async (watch, polled) => (await table.update(afterPoll(watch, polled, now()))) !== undefined,
  end: async (watch, outcome) => (await table.update(atEnd(watch, outcome, now()))) !== undefined,
  takeOver: async (watch, waitSeconds) => {
    const run = nextLease(watch.run);
    const item = await table.update({
      key: pollJobKey(watch),
      set: { run, openSk: openSortKey(pollByOf(now(), waitSeconds), watch) },
      condition: isPolledBy(watch.run),
    });
    return item && run;
  },
  lost: async (solutionProvider, limit, after) => {
    const page = await table.query({
      index: 'open',
      partition: pollJobs.open.partitionOf({ solutionProvider }),
      sort: { before: new Date(now()).toISOString() },
      limit,
      after,
    });
    return { pollJobs: page.items.map((item) => pollJobSchema.parse(item)), ...(page.next && { next: page.next }) };
  },
});

/** Nobody has taken over, and polling has not ended. */
const isPolledBy = (run: string): Condition => and(equals('run', run), notExists('outcome'));

const afterPoll = (
  watch: PollJob,
  { misses, overdue, waitSeconds, handedOverTo }: PollResult,
  nowMs: number,
): Change => ({
  key: pollJobKey(watch),
  set: {
    polls: watch.polls + 1,
    misses,
    overdue,
    polledAt: new Date(nowMs).toISOString(),
    openSk: openSortKey(pollByOf(nowMs, waitSeconds), watch),
    run: handedOverTo ?? watch.run,
  },
  condition: isPolledBy(watch.run),
});

const atEnd = (watch: PollJob, outcome: PollJobOutcome, nowMs: number): Change => ({
  key: pollJobKey(watch),
  set: {
    outcome,
    polls: watch.polls + 1,
    polledAt: new Date(nowMs).toISOString(),
    expiresAt: pollJobs.lifetime.expiresAt(nowMs),
  },
  remove: ['openPk', 'openSk'],
  condition: equals('run', watch.run),
});
