import { Problem } from '#domain/problems/problems';
import type { NewFact } from '#domain/order/facts';
import { equals, itemNotExists, or } from '#platform/table/conditions';
import type { Item, Table } from '#platform/table/table';
import { createFindOutcome } from '#requests/decided-outcome';
import { newOrderItem, orderIdItems, type NewOrder } from '#tracking/order/new-order';
import {
  effectOn,
  withFact,
  type OrderIds,
  type RecordOptions,
  type RecordOutcome,
  type RecordResult,
} from '#tracking/order/record-fact';
import { replaceOrder } from '#tracking/order/replace-order';
import { stepsInFlight, withStepOutcome, type StepInFlight } from '#tracking/order/step-outcome';
import {
  orderIdKey,
  orderKey,
  orderListKey,
  trackedOrderSchema,
  type TrackedOrder,
} from '#tracking/order/tracked-order';
import { applyOutcomes, changeItem, isOfVersion, type TrackedKind } from '#tracking/tracked-item';
import { queryList } from '#tracking/tracked-list';

export interface OrderListing {
  orders: TrackedOrder[];
  next?: Item;
}

/** Tracked orders in the table. Every change is one conditional write that also appends to the timeline. */
export interface OrderStore {
  find(solutionProvider: string, quoteId: string): Promise<TrackedOrder | undefined>;
  /** The quote an order or sub-order id belongs to. */
  quoteOf(solutionProvider: string, id: string): Promise<string | undefined>;
  /** The order, made if it was not there. */
  adopt(order: NewOrder): Promise<TrackedOrder>;
  /** The order with the outcome of every step in flight that has one. */
  withOutcomes(order: TrackedOrder): Promise<TrackedOrder>;
  /** Records a fact of an order that is there, unless something later is known. */
  record(order: TrackedOrder, fact: NewFact, options?: RecordOptions): Promise<RecordResult>;
  list(solutionProvider: string, limit: number, after?: Item): Promise<OrderListing>;
}

/** @throws Problem `fact-already-known` for an id that belongs to another quote */
const leadBack = async (table: Table, { solutionProvider, quoteId }: TrackedOrder, ids: OrderIds): Promise<void> => {
  for (const item of orderIdItems(solutionProvider, quoteId, ids)) {
    const isOurs = await table.put(item, or(itemNotExists, equals('quoteId', quoteId)));
    if (!isOurs)
      throw new Problem('fact-already-known', { detail: 'An order or sub-order id belongs to another quote.' });
  }
};

/** Which quote each id belongs to. An id never changes its quote, so what was read once stays true as long as the process lives. */
const quoteLookup = (table: Table): OrderStore['quoteOf'] => {
  const quoteIds = new Map<string, string>();
  return async (solutionProvider, id) => {
    const cacheKey = `${solutionProvider} ${id}`;
    const quoteId = quoteIds.get(cacheKey) ?? (await table.get(orderIdKey(solutionProvider, id)))?.['quoteId'];
    if (typeof quoteId !== 'string') return undefined;
    if (quoteIds.size > 10_000) quoteIds.clear();
    quoteIds.set(cacheKey, quoteId);
    return quoteId;
  };
};

/** Never before the order’s last change, so that no time in it runs backwards, whichever clock it was dated by. */
const notBefore = ({ updatedAt }: TrackedOrder, at: string): string => (at < updatedAt ? updatedAt : at);

type OrderKind = TrackedKind<TrackedOrder, StepInFlight>;

const recordFact = async (
  table: Table,
  kind: OrderKind,
  order: TrackedOrder,
  fact: NewFact,
  at: string,
  options: RecordOptions,
): Promise<RecordResult> => {
  const { ids, expectedVersions } = options;
  const isNews = !['known', 'late'].includes(effectOn(order, fact, ids));
  // The way back from the ids comes first: should the process die between the two, a repeat finds the fact still missing.
  if (isNews && ids && isOfVersion(order, expectedVersions)) await leadBack(table, order, ids);
  const isExact = expectedVersions !== undefined;
  const ofOrder: OrderKind = { ...kind, replace: (before, after) => replaceOrder(table, before, after, isExact) };
  const recorded: { result: RecordOutcome } = { result: 'known' };
  // Ends because a fact only takes a handful of values, each once.
  const changed = await changeItem(ofOrder, order, (standing) => {
    recorded.result = isOfVersion(standing, expectedVersions) ? effectOn(standing, fact, ids) : 'changed-meanwhile';
    return ['recorded', 'conflict'].includes(recorded.result)
      ? withFact(standing, fact, notBefore(standing, at), ids)
      : standing;
  });
  return { ...recorded, order: changed };
};

export const createOrderStore = (table: Table, now: () => number): OrderStore => {
  const find = async (solutionProvider: string, quoteId: string): Promise<TrackedOrder | undefined> => {
    const item = await table.get(orderKey(solutionProvider, quoteId));
    return item && trackedOrderSchema.parse(item);
  };
  const at = (): string => new Date(now()).toISOString();
  const findOutcome = createFindOutcome(table);
  const kind: OrderKind = {
    pendingOf: stepsInFlight,
    withOutcome: (order, step, ending) => withStepOutcome(order, step, ending, notBefore(order, at())),
    reread: ({ solutionProvider, quoteId }) => find(solutionProvider, quoteId),
    replace: (before, after) => replaceOrder(table, before, after),
  };
  const adopt: OrderStore['adopt'] = async (order) => {
    const known = await find(order.solutionProvider, order.quoteId);
    if (known) return known;
    const item = newOrderItem(order, at());
    const isNew = await table.put(item, itemNotExists);
    const adopted = isNew ? trackedOrderSchema.parse(item) : await find(order.solutionProvider, order.quoteId);
    if (!adopted) throw new Error('The order was there and is gone; orders are never deleted.');
    return adopted;
  };
  return {
    find,
    quoteOf: quoteLookup(table),
    adopt,
    withOutcomes: (order) => applyOutcomes(kind, findOutcome, order),
    record: (order, fact, options = {}) => recordFact(table, kind, order, fact, at(), options),
    list: async (solutionProvider, limit, after) => {
      const partition = orderListKey({ solutionProvider, createdAt: '', quoteId: '' }).listPk;
      const page = await queryList(table, partition, limit, after);
      return {
        orders: page.items.map((item) => trackedOrderSchema.parse(item)),
        ...(page.next && { next: page.next }),
      };
    },
  };
};
