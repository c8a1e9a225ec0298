import type { PolledRead } from '#domain/define-operation';
import { orderIdReadBy, type KnownFacts } from '#polling/polled-read';
import type { PollTarget } from '#polling/poll-job';
import type { OrderStore } from '#tracking/order/order-store';

/** The quote of the order that is read; undefined where its id leads to none. */
export const quoteOfTarget = async (
  orders: Pick<OrderStore, 'quoteOf'>,
  { solutionProvider, id }: PollTarget,
  read: PolledRead,
): Promise<string | undefined> => (orderIdReadBy(read) === 'quoteIdAt' ? id : orders.quoteOf(solutionProvider, id));

/** What is known of the order that is polled. */
export type FindFacts = (target: PollTarget, read: PolledRead) => Promise<KnownFacts>;

export const createFindFacts =
  (orders: Pick<OrderStore, 'quoteOf' | 'find'>): FindFacts =>
  async (target, read) => {
    const quoteId = await quoteOfTarget(orders, target, read);
    const order = quoteId === undefined ? undefined : await orders.find(target.solutionProvider, quoteId);
    return order?.facts ?? {};
  };
