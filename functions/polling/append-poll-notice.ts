import type { PolledRead } from '#domain/define-operation';
import { factKey, isPerSubOrder } from '#domain/order/facts';
import type { PollJob } from '#polling/poll-job';
import { quoteOfTarget } from '#polling/tracked-order-of';
import type { Key, Table } from '#platform/table/table';
import { appendNotice } from '#tracking/append-notice';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import type { OrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';

/** What a poller has to say of an item that AT&T does not. */
export type PollNotice = { type: 'overdue'; due: string } | { type: 'gave-up' };

/**
 * Writes a notice into the timeline of the tracked item, from where it becomes an event.
 * @param read what the job is polled with
 * @returns false when it stands there already, or there is no such item
 */
export type AppendPollNotice = (job: PollJob, read: PolledRead, notice: PollNotice, at: string) => Promise<boolean>;

interface AppendPollNoticeOptions {
  table: Pick<Table, 'get' | 'put' | 'update'>;
  orders: Pick<OrderStore, 'quoteOf'>;
}

export const createAppendPollNotice =
  ({ table, orders }: AppendPollNoticeOptions): AppendPollNotice =>
  async (job, read, notice, at) => {
    const key = await trackedKeyOf(orders, job, read);
    if (!key) return false;
    const mark = notice.type === 'overdue' ? `overdue ${job.kind} ${notice.due}` : `${notice.type} ${job.startedAt}`;
    const item = await appendNotice(table, key, mark, { at, type: notice.type, ...awaitedFact(job, read) });
    return item !== undefined;
  };

/** The fact of an order that is waited for. */
const awaitedFact = ({ id }: PollJob, { polled: { until } }: PolledRead): { fact?: string } =>
  'fact' in until ? { fact: isPerSubOrder(until.fact) ? factKey(until.fact, id) : until.fact } : {};

const trackedKeyOf = async (
  orders: Pick<OrderStore, 'quoteOf'>,
  job: PollJob,
  read: PolledRead,
): Promise<Key | undefined> => {
  const { solutionProvider, id } = job;
  if (read.longRunning) return longRunningKey(read.longRunning.kind, solutionProvider, id);
  const quoteId = await quoteOfTarget(orders, job, read);
  return quoteId === undefined ? undefined : orderKey(solutionProvider, quoteId);
};
