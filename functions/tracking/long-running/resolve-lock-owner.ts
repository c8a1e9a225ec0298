import type { Table } from '#platform/table/table';
import { createFindOutcome, type FindOutcome } from '#requests/decided-outcome';
import type { RequestRecord } from '#requests/request-record';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import type { LockedNames, LockOwner } from '#tracking/long-running/unique-locks';

/** What the owner of a lock stands for. */
export interface ResolvedLock {
  /** Whether the lock still holds. */
  isHeld: boolean;
  item?: LongRunningRequest | undefined;
  record?: RequestRecord | undefined;
}

export interface ResolveLockOwnerOptions {
  table: Pick<Table, 'get'>;
  items: Pick<LongRunningStore, 'kinds' | 'find' | 'adopt' | 'withOutcomes'>;
}

/** Finds out what stands behind a lock: the item it led to, or the request nobody knows the outcome of. */
export type ResolveLockOwner = (locked: LockedNames, owner: LockOwner) => Promise<ResolvedLock>;

const untold: Awaited<ReturnType<FindOutcome>> = { outcome: undefined, record: undefined };

export const createResolveLockOwner = ({ table, items }: ResolveLockOwnerOptions): ResolveLockOwner => {
  const findOutcome = createFindOutcome(table);
  const holds = (item: LongRunningRequest): Promise<boolean> => items.kinds.holds(table, item);

  return async ({ kind, solutionProvider, names }, { requestId, itemId, at, names: taken = names }) => {
    const { outcome, record } = requestId === undefined ? untold : await findOutcome({ requestId, at });
    const isNothing = outcome !== undefined && outcome !== 'succeeded';
    if (isNothing && itemId === undefined) return { isHeld: false, record };
    const update = record?.learned?.progress;
    const id = update?.id ?? itemId;
    const found = id === undefined ? undefined : await items.find(kind, solutionProvider, id);
    if (found) {
      const item = await items.withOutcomes(found);
      // It may have been corrected to another number.
      const isWanted = names.some((name) => item.guards.includes(name));
      return { isHeld: isWanted && (await holds(item)), item, record };
    }
    if (!update) return { isHeld: true, record };
    // The process died, or AT&T’s answer was found out later, before there was an item.
    const item = await items.adopt(
      { ...update, solutionProvider, origin: 'here', guards: taken },
      { by: record.clientId, requestId: record.requestId },
    );
    return { isHeld: await holds(item), item, record };
  };
};
