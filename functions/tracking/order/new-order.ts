import { labelsIn, type Labels } from '#domain/labels';
import type { Fact, Program } from '#domain/order/facts';
import type { Item } from '#platform/table/table';
import type { OrderIds } from '#tracking/order/record-fact';
import {
  orderIdKey,
  orderKey,
  orderListKey,
  type TimelineEntry,
  type TrackedOrder,
} from '#tracking/order/tracked-order';
import { endOfUnconfirmed } from '#tracking/unconfirmed';

export interface NewOrder extends Labels {
  solutionProvider: string;
  program: Program;
  quoteId: string;
  origin: TrackedOrder['origin'];
  by: string;
  requestId?: string | undefined;
}

/** Item of an order that is only just known of. */
export const newOrderItem = (order: NewOrder, at: string): Item => {
  const { by, requestId, customerReference: _reference, metadata: _metadata, ...rest } = order;
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
    ...labelsIn(order),
    createdAt: at,
    updatedAt: at,
    facts: { quote },
    pending: {},
    subOrderIds: [],
    timeline: [entry],
    ...(order.origin === 'elsewhere' && { expiresAt: endOfUnconfirmed(Date.parse(at)) }),
  };
};

/** Items that lead from AT&T’s ids back to the quote. */
export const orderIdItems = (solutionProvider: string, quoteId: string, { orderId, subOrderIds }: OrderIds): Item[] =>
  [orderId, ...subOrderIds].map((id) => ({ ...orderIdKey(solutionProvider, id), quoteId }));
