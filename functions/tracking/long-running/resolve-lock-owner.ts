import {
  hasOutcome,
  isFinalOutcome,
  requestKey,
  requestRecordSchema,
  type RequestRecord,
} from '#requests/request-record';
import type { Table } from '#platform/table/table';
import type { LockedNames, LockOwner } from '#tracking/long-running/unique-locks';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import { isDone } from '#tracking/long-running/apply-observation';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** What the holder of a guard stands for. */
export interface ResolvedLock {
  /** Whether the guard still holds. */
  isHeld: boolean;
  item?: LongRunningRequest | undefined;
  record?: RequestRecord | undefined;
}

export interface ResolveLockOwnerOptions {
  table: Table;
  items: LongRunningStore;
  now: () => number;
}

/** Finds out what stands behind a guard: the item it led to, or the request nobody knows the outcome of. */
export type ResolveLockOwner = (guarded: LockedNames, holder: LockOwner) => Promise<ResolvedLock>;

export const createResolveLockOwner = ({ table, items, now }: ResolveLockOwnerOptions): ResolveLockOwner => {
  const recordOf = async (requestId: string | undefined): Promise<RequestRecord | undefined> => {
    const stored = requestId === undefined ? undefined : await table.get(requestKey(requestId));
    return stored && requestRecordSchema.parse(stored);
  };

  return async (guarded, holder) => {
    const { kind, solutionProvider, names } = guarded;
    const record = await recordOf(holder.requestId);
    if (record === undefined && holder.itemId === undefined) return { isHeld: !hasOutcome(record, holder.at, now()) };
    if (record && isFinalOutcome(record.outcome) && record.outcome !== 'succeeded') return { isHeld: false, record };
    const learned = record?.learned?.progress;
    const id = learned?.id ?? holder.itemId;
    const found = id === undefined ? undefined : await items.find(kind, solutionProvider, id);
    if (found) {
      const item = await items.withOutcomes(found);
      // It may have been corrected to another number.
      const isWanted = names.some((name) => item.guards.includes(name));
      return { isHeld: isWanted && !isDone(item), item, record };
    }
    if (!learned) return { isHeld: true, record };
    // The process died, or AT&T’s answer was found out later, before there was an item.
    const item = await items.adopt(
      { ...learned, solutionProvider, origin: 'here', guards: names },
      { by: record.clientId, requestId: record.requestId },
    );
    return { isHeld: !isDone(item), item, record };
  };
};
