import type { PollKindName } from '#polling/kinds';
import type { PollJob } from '#polling/poll-job';
import type { Key, Table } from '#platform/table/table';
import { appendNotice } from '#tracking/append-notice';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import type { OrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';

/** What a poller has to say of an item that AT&T does not. */
export type PollNotice = { type: 'overdue'; due: string } | { type: 'gave-up' };

/**
 * Writes a notice into the timeline of the tracked item, from where it becomes an event.
 * @returns false when it stands there already, or there is no such item
 */
export type AppendPollNotice = (watch: PollJob, notice: PollNotice, at: string) => Promise<boolean>;

interface MarkItemOptions {
  table: Pick<Table, 'update'>;
  orders: Pick<OrderStore, 'quoteOf'>;
}

/** The fact of an order that a kind waits for. */
const awaitedFact = {
  'order-status': 'completion',
  'enrichment-status': 'enrichmentRecords',
  'credit-check': 'credit',
  'contract-signature': 'signature',
} as const satisfies Partial<Record<PollKindName, string>>;

export const createAppendPollNotice =
  ({ table, orders }: MarkItemOptions): AppendPollNotice =>
  async (watch, notice, at) => {
    const key = await itemKeyOf(orders, watch);
    if (!key) return false;
    const mark =
      notice.type === 'overdue' ? `overdue ${watch.kind} ${notice.due}` : `${notice.type} ${watch.startedAt}`;
    const item = await appendNotice(table, key, mark, { at, type: notice.type, ...awaited(watch) });
    return item !== undefined;
  };

const awaited = ({ kind, id }: PollJob): { fact?: string } => {
  const facts: Partial<Record<PollKindName, string>> = awaitedFact;
  const fact = facts[kind];
  if (fact === undefined) return {};
  return { fact: kind === 'enrichment-status' ? `${fact}:${id}` : fact };
};

const itemKeyOf = async (
  orders: Pick<OrderStore, 'quoteOf'>,
  { kind, solutionProvider, id }: PollJob,
): Promise<Key | undefined> => {
  switch (kind) {
    case 'port-in':
    case 'service-activation':
    case 'pdp-provisioning':
      return longRunningKey(kind, solutionProvider, id);
    case 'credit-check':
    case 'contract-signature':
      return orderKey(solutionProvider, id);
    case 'order-status':
    case 'enrichment-status': {
      const quoteId = await orders.quoteOf(solutionProvider, id);
      return quoteId === undefined ? undefined : orderKey(solutionProvider, quoteId);
    }
  }
};
