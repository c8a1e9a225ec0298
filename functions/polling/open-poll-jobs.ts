import { and, equals, exists } from '#platform/table/conditions';
import { pollJobs } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';
import { newPollJobItem, openPollJobSchema, pollJobSchema, type OpenPollJob, type PollJob } from '#polling/poll-job';

export interface OpenPollJobs {
  pollJobs: OpenPollJob[];
  next?: Item;
}

/** What people see of poll jobs, and do. @throws Problem `service-unavailable` */
export interface OpenPollJobStore {
  /** All of a Solution Provider’s that are polled, by when they must have been, and those that were given up last. */
  open(solutionProvider: string, limit: number, after?: Item): Promise<OpenPollJobs>;
  /**
   * Has one polled again whose polling has ended; thresholds that were told of are not told of again.
   * @returns the new job, or undefined when somebody else was faster
   */
  reopen(job: PollJob): Promise<PollJob | undefined>;
}

export const createOpenPollJobStore = (table: Pick<Table, 'put' | 'query'>, now: () => number): OpenPollJobStore => ({
  open: async (solutionProvider, limit, after) => {
    const partition = pollJobs.open.partitionOf({ solutionProvider });
    const { items, next } = await table.query({ index: 'open', partition, limit, after });
    return { pollJobs: items.map((item) => openPollJobSchema.parse(item)), ...(next && { next }) };
  },
  reopen: async (job) => {
    const { solutionProvider, kind, id, dueAt, overdue } = job;
    const item = { ...newPollJobItem({ solutionProvider, kind, id }, now(), dueAt.map(Date.parse)), overdue };
    const isOurs = await table.put(item, and(equals('run', job.run), exists('outcome')));
    return isOurs ? pollJobSchema.parse(item) : undefined;
  },
});
