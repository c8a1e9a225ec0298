import type { Key, Table } from '#platform/table/table';
import { lines, longRunningRequests, trackedOrders } from '#platform/table/keys';
import { createFindOutcome, type FindOutcome } from '#requests/decided-outcome';
import { lineItemSchema } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks, isLockKey, takenWith, type UniqueLocks } from '#tracking/long-running/unique-locks';
import { createOrderStore } from '#tracking/order/order-store';
import { trackedOrderSchema } from '#tracking/order/tracked-order';

/** An item that waits for a request whose outcome has just become known. */
export interface WaitingItem {
  key: Key;
  requestId: string;
}

/** Applies the outcome of a request to the item that waits for it. Told twice it does nothing more. */
export type ApplyOutcome = (waiting: WaitingItem) => Promise<void>;

export const createApplyOutcome = (table: Table, now: () => number): ApplyOutcome => {
  const orders = createOrderStore(table, now);
  const locks = createUniqueLocks(table, now);
  const requests = createLongRunningStore(table, locks, now, anyKind);
  const linesKnown = createLineStore(table);
  const findOutcome = createFindOutcome(table);

  return async (waiting) => {
    const { key } = waiting;
    if (isLockKey(key)) {
      await settleLocks(table, locks, findOutcome, waiting);
      return;
    }
    const item = await table.get(key);
    if (!item) return;
    if (isOf(trackedOrders, key)) await orders.withOutcomes(trackedOrderSchema.parse(item));
    else if (isOf(lines, key)) await linesKnown.withOutcomes(lineItemSchema.parse(item));
    else if (Object.values(longRunningRequests).some((one) => isOf(one, key)))
      await requests.withOutcomes(longRunningRequestSchema.parse(item));
  };
};

const isOf = ({ key }: { key: { sortPrefix: string } }, { sk }: Key): boolean => sk.startsWith(key.sortPrefix);

/**
 * What a request has for itself alone: after a success it says what that led to, with which it is freed; otherwise it is
 * free. As long as the record of the request is there whoever wants it next would find out as much; once that has expired
 * nobody could tell it from one nobody knows the outcome of.
 */
const settleLocks = async (
  table: Table,
  locks: UniqueLocks,
  findOutcome: FindOutcome,
  { key, requestId }: WaitingItem,
): Promise<void> => {
  const taken = takenWith(key, (await table.get(key)) ?? {}, requestId);
  if (!taken) return;
  const { locked, at } = taken;
  // The key may have been claimed again, and the same things taken, meanwhile.
  const { outcome, record } = await findOutcome({ requestId, at });
  if (outcome === undefined) return;
  if (outcome !== 'succeeded') {
    await locks.free(locked, { requestId, at });
    return;
  }
  const itemId = record?.learned?.progress?.id;
  if (itemId !== undefined) await locks.identify(locked, { requestId, at }, itemId);
};
