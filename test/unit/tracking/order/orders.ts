import { operationById, type OperationId } from '#operations/registry';
import { createTable, type Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import { orderKey, trackedOrderSchema, type TrackedOrder } from '#tracking/order/tracked-order';
import { dynaliteClient, tableName } from '../../../support/dynalite-client';

export const at = '2026-11-02T12:00:00.000Z';
export const [quoteId, orderId, subOrderId] = ['0Q0dx00000TestQAAA', '801dx00000TestOAAA', '801dx00000TestSAAA'];

/** Facts by key, all observed at the same time. */
export const observed = (values: Record<string, string>): TrackedOrder['facts'] =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, provenance: 'observed', at }]));

/** An order quoted here, of which nothing else is known unless a test says so. */
export const trackedOrder = (parts: Partial<TrackedOrder> = {}): TrackedOrder => ({
  solutionProvider: 'SP-A',
  program: 'apex',
  quoteId,
  origin: 'here',
  subOrderIds: [],
  createdAt: at,
  updatedAt: at,
  facts: observed({ quote: 'created' }),
  pending: {},
  timeline: [{ at, type: 'order-quoted', fact: 'quote', after: 'created', provenance: 'observed' }],
  ...parts,
});

/** The gateway's table in this process. */
export const testTable = async (): Promise<Table> => createTable(await dynaliteClient(), tableName);

export const stored = async (table: Table, order: TrackedOrder): Promise<TrackedOrder> => {
  await table.put({ ...orderKey(order.solutionProvider, order.quoteId), ...order });
  return order;
};

export const reread = async (table: Table, order: TrackedOrder): Promise<TrackedOrder> =>
  trackedOrderSchema.parse(await table.get(orderKey(order.solutionProvider, order.quoteId)));

/** Every entry begins where the one before it ended. */
export const expectUnbroken = ({ timeline, facts }: TrackedOrder): void => {
  const last = new Map<string, string | undefined>();
  for (const { fact = '', before, after } of timeline) {
    expect({ fact, before }).toEqual({ fact, before: last.get(fact) });
    last.set(fact, after);
  }
  for (const [key, { value }] of Object.entries(facts)) expect([key, last.get(key)]).toEqual([key, value]);
};

let quotes = 0;
/** Ids of a quote and its order, of their own. */
export const freshIds = () => {
  const id = String((quotes += 1)).padStart(7, '0');
  return { quoteId: `0Q0dx000${id}QAA`, orderId: `801dx000${id}OAA`, subOrderId: `801dx000${id}SAA` };
};

/** An order as `trackedOrder` makes it, of a quote of its own. */
export const anOrder = (parts: Partial<TrackedOrder> = {}): TrackedOrder =>
  trackedOrder({ quoteId: freshIds().quoteId, ...parts });

export interface CallParts {
  query?: Record<string, string>;
  body?: object;
  expectedVersions?: readonly number[];
}

/** A call of a client’s that knows what it asks for as its number 7. */
export const contextOf = (id: OperationId, { query = {}, body, expectedVersions }: CallParts): CallContext => ({
  operation: operationById(id),
  request: { path: {}, query, ...(body && { body: { text: JSON.stringify(body), value: body } }) },
  solutionProvider: 'SP-A',
  clientId: 'client-a',
  labels: { customerReference: 'our 7' },
  ...(expectedVersions && { expectedVersions }),
});
