import { Problem } from '#domain/problems/problems';
import { equals, itemNotExists, or } from '#platform/table/conditions';
import type { Item, Table } from '#platform/table/table';
import { orderIdItems } from '#tracking/order/new-order';
import type { OrderIds } from '#tracking/order/record-fact';
import { orderIdKey, type TrackedOrder } from '#tracking/order/tracked-order';

/** For how long a process goes by what it has read: an id changes its quote only after a retraction. */
const lifetimeMs = 5 * 60_000;

type QuoteOf = (solutionProvider: string, id: string) => Promise<string | undefined>;

/** Which quote each id belongs to. */
export const createQuoteLookup = (table: Pick<Table, 'get'>, now: () => number): QuoteOf => {
  const known = new Map<string, { quoteId: string; until: number }>();
  return async (solutionProvider, id) => {
    const cacheKey = `${solutionProvider} ${id}`;
    const entry = known.get(cacheKey);
    if (entry && now() < entry.until) return entry.quoteId;
    const quoteId = quoteIdIn(await table.get(orderIdKey(solutionProvider, id)));
    if (quoteId === undefined) return undefined;
    if (known.size > 10_000) known.clear();
    known.set(cacheKey, { quoteId, until: now() + lifetimeMs });
    return quoteId;
  };
};

const quoteIdIn = (item: Item | undefined): string | undefined => {
  const quoteId = item?.['quoteId'];
  return typeof quoteId === 'string' ? quoteId : undefined;
};

/** Has ids lead back to an order’s quote. @throws Problem `fact-already-known` for one that belongs to another quote */
export const leadBack = async (
  table: Table,
  find: (solutionProvider: string, quoteId: string) => Promise<TrackedOrder | undefined>,
  { solutionProvider, quoteId }: TrackedOrder,
  ids: OrderIds,
): Promise<void> => {
  for (const [index, item] of orderIdItems(solutionProvider, quoteId, ids).entries()) {
    if (await table.put(item, or(itemNotExists, equals('quoteId', quoteId)))) continue;
    const id = [ids.orderId, ...ids.subOrderIds][index] ?? '';
    const other = quoteIdIn(await table.get(orderIdKey(solutionProvider, id)));
    const owner = other === undefined ? undefined : await find(solutionProvider, other);
    // A process may have died between leading the id to an order and recording it there, and the order has ended since.
    const isGivenUp = other !== undefined && (owner === undefined || hasGivenUp(owner, id));
    if (!isGivenUp || !(await table.put(item, equals('quoteId', other))))
      throw new Problem('fact-already-known', { detail: 'An order or sub-order id belongs to another quote.' });
  }
};

/** Whether an order had an id by an attestation that was retracted. */
const hasGivenUp = ({ orderId, subOrderIds, hasGivenUpIds }: TrackedOrder, id: string): boolean =>
  hasGivenUpIds === true && orderId !== id && !subOrderIds.includes(id);
