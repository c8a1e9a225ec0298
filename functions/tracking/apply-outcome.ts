import type { Key, Table } from '#platform/table/table';
import { lines, longRunningRequests, trackedOrders } from '#platform/table/keys';
import { createFindOutcome, type FindOutcome } from '#requests/decided-outcome';
import type { FinalOutcome } from '#requests/request-outcome';
import { lineItemSchema } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks, isLockKey, takenWith, type UniqueLocks } from '#tracking/long-running/unique-locks';
import { createOrderStore } from '#tracking/order/order-store';
import { trackedOrderSchema } from '#tracking/order/tracked-order';

/** An item that waits for a request whose outcome has just become known. */
export interface WaitingItem {
  key: Key;
  requestId: string;
  outcome: FinalOutcome;
}

/** Applies the outcome of a request to the item that waits for it. Told twice it does nothing more. */
export type ApplyOutcome = (waiting: WaitingItem) => Promise<void>;

export const createApplyOutcome = (table: Table, now: () => number): ApplyOutcome => {
  const orders = createOrderStore(table, now);
  const locks = createUniqueLocks(table, now);
  const requests = createLongRunningStore(table, locks);
  const linesKnown = createLineStore(table);
  const findOutcome = createFindOutcome(table);

  return async ({ key, requestId, outcome }) => {
    if (isLockKey(key)) {
      await (outcome === 'succeeded' ? identifyLocks : freeLocks)(table, locks, findOutcome, { key, requestId });
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

/** What a request that succeeded has is freed with what it led to. */
const identifyLocks = async (
  table: Table,
  locks: UniqueLocks,
  findOutcome: FindOutcome,
  { key, requestId }: Pick<WaitingItem, 'key' | 'requestId'>,
): Promise<void> => {
  const taken = takenWith(key, (await table.get(key)) ?? {}, requestId);
  if (!taken) return;
  const { locked, at } = taken;
  const itemId = (await findOutcome({ requestId, at })).record?.learned?.progress?.id;
  if (itemId !== undefined) await locks.identify(locked, { requestId, at }, itemId);
};

/**
 * What a request that led to nothing wanted for itself alone. As long as its record is there whoever wants it next would find
 * out; once that has expired nobody could tell it from one nobody knows the outcome of.
 */
const freeLocks = async (
  table: Table,
  locks: UniqueLocks,
  findOutcome: FindOutcome,
  { key, requestId }: Pick<WaitingItem, 'key' | 'requestId'>,
): Promise<void> => {
  const taken = takenWith(key, (await table.get(key)) ?? {}, requestId);
  if (!taken) return;
  const { locked, at } = taken;
  // The key may have been claimed again, and the same things taken, meanwhile.
  const { outcome } = await findOutcome({ requestId, at });
  if (outcome === undefined || outcome === 'succeeded') return;
  await locks.free(locked, { requestId, at });
};
