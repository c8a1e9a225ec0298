import type { PolledRead } from '#domain/define-operation';
import { orderIdReadBy, type KnownFacts } from '#polling/polled-read';
import type { PollJob, PollTarget } from '#polling/poll-job';
import type { OrderStore } from '#tracking/order/order-store';

/** The quote of the order that is read; undefined where its id leads to none. */
export const quoteOfTarget = async (
  orders: Pick<OrderStore, 'quoteOf'>,
  { solutionProvider, id }: PollTarget,
  read: PolledRead,
): Promise<string | undefined> => (orderIdReadBy(read) === 'quoteIdAt' ? id : orders.quoteOf(solutionProvider, id));

/** What is known of the order that a job is about. */
export type FindFacts = (job: PollJob, read: PolledRead) => Promise<KnownFacts>;

export const createFindFacts =
  (orders: Pick<OrderStore, 'quoteOf' | 'find'>): FindFacts =>
  async (job, read) => {
    const quoteId = await quoteOfTarget(orders, job, read);
    const order = quoteId === undefined ? undefined : await orders.find(job.solutionProvider, quoteId);
    return order?.facts ?? {};
  };
