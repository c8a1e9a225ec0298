import { timestampOf } from '#domain/timestamp';
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
import { behindEveryTime } from '#requests/record-pages';

/** What a poll changed. */
export interface PollResult {
  misses: number;
  overdue: number;
  waitSeconds: number;
  /** How long nobody was asked by now, where this time nobody was. */
  heldMs?: number | undefined;
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
  ensure(watched: PollTarget, dueAt: () => readonly number[]): Promise<void>;
  /** False when another run has taken over. */
  polled(job: PollJob, polled: PollResult): Promise<boolean>;
  /** Nobody polls any more. False when another run has taken over. */
  end(job: PollJob, outcome: PollJobOutcome): Promise<boolean>;
  /** Takes over from a run that is lost. @returns the new run, or undefined when somebody else was faster */
  takeOver(job: PollJob, waitSeconds: number): Promise<string | undefined>;
  /** Those of a Solution Provider that should have been polled by now, longest first. */
  lost(solutionProvider: string, limit: number, after?: Item): Promise<LostPollJobs>;
}

export const createPollJobStore = (table: Table, now: () => number): PollJobStore => ({
  find: async (watched) => {
    const item = await table.get(pollJobKey(watched));
    return item && pollJobSchema.parse(item);
  },
  ensure: async (watched, dueAt) => {
    if (await table.get(pollJobKey(watched))) return;
    await table.put(newPollJobItem(watched, now(), dueAt()), itemNotExists);
  },
  polled: async (job, polled) => (await table.update(afterPoll(job, polled, now()))) !== undefined,
  end: async (job, outcome) => (await table.update(atEnd(job, outcome, now()))) !== undefined,
  takeOver: async (job, waitSeconds) => {
    const run = nextLease(job.run);
    const item = await table.update({
      key: pollJobKey(job),
      set: { run, openSk: openSortKey(pollByOf(now(), waitSeconds), job) },
      condition: isPolledBy(job.run),
    });
    return item && run;
  },
  lost: async (solutionProvider, limit, after) => {
    const page = await table.query({
      index: 'open',
      partition: pollJobs.open.partitionOf({ solutionProvider }),
      sort: { before: timestampOf(now()) },
      limit,
      after,
    });
    return { pollJobs: page.items.map((item) => pollJobSchema.parse(item)), ...(page.next && { next: page.next }) };
  },
});

/** Nobody has taken over, and polling has not ended. */
const isPolledBy = (run: string): Condition => and(equals('run', run), notExists('outcome'));

const afterPoll = (
  job: PollJob,
  { misses, overdue, waitSeconds, heldMs, handedOverTo }: PollResult,
  nowMs: number,
): Change => ({
  key: pollJobKey(job),
  set: {
    polls: job.polls + 1,
    misses,
    overdue,
    polledAt: timestampOf(nowMs),
    openSk: openSortKey(pollByOf(nowMs, waitSeconds), job),
    run: handedOverTo ?? job.run,
    ...(heldMs !== undefined && { heldMs }),
  },
  condition: isPolledBy(job.run),
});

/** What was given up stays in the index, out of the way of the sweep, for people to see. */
const atEnd = (job: PollJob, outcome: PollJobOutcome, nowMs: number): Change => {
  const polledAt = timestampOf(nowMs);
  const isGivenUp = outcome === 'gave-up';
  return {
    key: pollJobKey(job),
    set: {
      ...{ outcome, polls: job.polls + 1, polledAt, expiresAt: pollJobs.lifetime.expiresAt(nowMs) },
      ...(isGivenUp && { openSk: openSortKey(`${behindEveryTime}${polledAt}`, job) }),
    },
    remove: isGivenUp ? [] : ['openPk', 'openSk'],
    condition: equals('run', job.run),
  };
};
