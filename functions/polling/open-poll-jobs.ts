import { timestampOf } from '#domain/timestamp';
import { and, equals, exists } from '#platform/table/conditions';
import { pollJobs } from '#platform/table/keys';
import type { Item, ItemQuery, Table } from '#platform/table/table';
import { behindEveryTime } from '#requests/record-pages';
import { newPollJobItem, openPollJobSchema, pollJobSchema, type OpenPollJob, type PollJob } from '#polling/poll-job';

export interface OpenPollJobs {
  pollJobs: OpenPollJob[];
  next?: Item;
}

/** `stopped`: should have been polled by now. `followed`: are polled in time. `given-up`: nobody polls them any more. */
export const whichPollJobs = ['all', 'stopped', 'followed', 'given-up'] as const;
export type WhichPollJobs = (typeof whichPollJobs)[number];

/** What people see of poll jobs, and do. @throws Problem `service-unavailable` */
export interface OpenPollJobStore {
  /** A Solution Provider’s that are polled, by when they must have been, and those that were given up last; or some of them. */
  open(solutionProvider: string, which: WhichPollJobs, limit: number, after?: Item): Promise<OpenPollJobs>;
  /**
   * Has one polled again whose polling has ended; thresholds that were told of are not told of again.
   * @returns the new job, or undefined when somebody else was faster
   */
  reopen(job: PollJob): Promise<PollJob | undefined>;
}

export const createOpenPollJobStore = (table: Pick<Table, 'put' | 'query'>, now: () => number): OpenPollJobStore => ({
  open: async (solutionProvider, which, limit, after) => {
    const partition = pollJobs.open.partitionOf({ solutionProvider });
    const sort = rangeOf(which, timestampOf(now()));
    const { items, next } = await table.query({ index: 'open', partition, ...(sort && { sort }), limit, after });
    return { pollJobs: items.map((item) => openPollJobSchema.parse(item)), ...(next && { next }) };
  },
  reopen: async (job) => {
    const { solutionProvider, kind, id, dueAt, overdue } = job;
    const item = { ...newPollJobItem({ solutionProvider, kind, id }, now(), dueAt.map(Date.parse)), overdue };
    const isOurs = await table.put(item, and(equals('run', job.run), exists('outcome')));
    return isOurs ? pollJobSchema.parse(item) : undefined;
  },
});

/** Where they stand in the index of open things, which begins with what is late. */
const rangeOf = (which: WhichPollJobs, now: string): ItemQuery['sort'] => {
  if (which === 'stopped') return { before: now };
  if (which === 'followed') return { from: now, to: behindEveryTime };
  return which === 'given-up' ? { from: behindEveryTime, to: behindEveryTime.repeat(2) } : undefined;
};
