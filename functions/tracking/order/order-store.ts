import { Problem } from '#domain/problems/problems';
import { trackedOrders } from '#platform/table/keys';
import type { Item, QueryPage, Table } from '#platform/table/table';
import type { Fact, NewFact, Program } from '#domain/order/facts';
import {
  effectOn,
  recordFact,
  type OrderIds,
  type RecordOptions,
  type RecordResult,
} from '#tracking/order/record-fact';
import {
  orderIdKey,
  orderKey,
  orderListKey,
  trackedOrderSchema,
  type TimelineEntry,
  type TrackedOrder,
} from '#tracking/order/tracked-order';

export interface NewOrder {
  solutionProvider: string;
  program: Program;
  quoteId: string;
  origin: TrackedOrder['origin'];
  by: string;
  customerReference?: string | undefined;
  requestId?: string | undefined;
}

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
  /** Records a fact of an order that is there, unless something later is known. */
  record(order: TrackedOrder, fact: NewFact, options?: RecordOptions): Promise<RecordResult>;
  list(solutionProvider: string, limit: number, after?: Item): Promise<OrderListing>;
}

/** Item of an order that is only just known of. */
export const newOrderItem = (order: NewOrder, at: string): Item => {
  const { by, requestId, ...rest } = order;
  const provenance = order.origin === 'here' ? 'observed' : 'inferred';
  const entry: TimelineEntry = {
    at,
    type: order.origin === 'here' ? 'order-quoted' : 'order-adopted',
    fact: 'quote',
    after: 'created',
    provenance,
    by,
    ...(requestId && { requestId }),
  };
  const quote: Fact = { value: 'created', provenance, at, by, ...(requestId && { requestId }) };
  return {
    ...orderKey(order.solutionProvider, order.quoteId),
    ...orderListKey({ ...order, createdAt: at }),
    ...rest,
    createdAt: at,
    updatedAt: at,
    facts: { quote },
    pending: {},
    subOrderIds: [],
    timeline: [entry],
  };
};

/** Items that lead from AT&T’s ids back to the quote. */
export const orderIdItems = (solutionProvider: string, quoteId: string, { orderId, subOrderIds }: OrderIds): Item[] =>
  [orderId, ...subOrderIds].map((id) => ({ ...orderIdKey(solutionProvider, id), quoteId }));

const isExpected = ({ timeline }: TrackedOrder, { expectedVersion = timeline.length }: RecordOptions): boolean =>
  expectedVersion === timeline.length;

/** @throws Problem `fact-already-known` for an id that belongs to another quote */
const leadBack = async (table: Table, { solutionProvider, quoteId }: TrackedOrder, ids: OrderIds): Promise<void> => {
  for (const item of orderIdItems(solutionProvider, quoteId, ids)) {
    const isOurs = await table.put(item, {
      expression: 'attribute_not_exists(pk) OR quoteId = :quoteId',
      values: { ':quoteId': quoteId },
    });
    if (!isOurs)
      throw new Problem('fact-already-known', { detail: 'An order or sub-order id belongs to another quote.' });
  }
};

export const createOrderStore = (table: Table, now: () => number): OrderStore => {
  // An id never changes its quote, so what was read once stays true for as long as the process lives.
  const quoteIds = new Map<string, string>();

  const find = async (solutionProvider: string, quoteId: string): Promise<TrackedOrder | undefined> => {
    const item = await table.get(orderKey(solutionProvider, quoteId));
    return item && trackedOrderSchema.parse(item);
  };

  return {
    find,
    quoteOf: async (solutionProvider, id) => {
      const cacheKey = `${solutionProvider} ${id}`;
      const quoteId = quoteIds.get(cacheKey) ?? (await table.get(orderIdKey(solutionProvider, id)))?.['quoteId'];
      if (typeof quoteId !== 'string') return undefined;
      if (quoteIds.size > 10_000) quoteIds.clear();
      quoteIds.set(cacheKey, quoteId);
      return quoteId;
    },
    adopt: async (order) => {
      const known = await find(order.solutionProvider, order.quoteId);
      if (known) return known;
      const item = newOrderItem(order, new Date(now()).toISOString());
      const isNew = await table.put(item, { expression: 'attribute_not_exists(pk)' });
      const adopted = isNew ? trackedOrderSchema.parse(item) : await find(order.solutionProvider, order.quoteId);
      if (!adopted) throw new Error('The order was there and is gone; orders are never deleted.');
      return adopted;
    },
    record: async (order, fact, options) => {
      const isNews = !['known', 'late'].includes(effectOn(order, fact, options?.ids));
      // The way back from the ids comes first: should the process die between the two, a repeat finds the fact still missing.
      if (isNews && options?.ids && isExpected(order, options)) await leadBack(table, order, options.ids);
      return recordFact(table, order, fact, new Date(now()).toISOString(), options);
    },
    list: async (solutionProvider, limit, after) => {
      const page: QueryPage = await table.query({
        index: 'list',
        condition: 'listPk = :pk',
        values: { ':pk': trackedOrders.list.partitionOf({ solutionProvider }) },
        limit,
        ...(after && { after }),
      });
      return {
        orders: page.items.map((item) => trackedOrderSchema.parse(item)),
        ...(page.next && { next: page.next }),
      };
    },
  };
};
