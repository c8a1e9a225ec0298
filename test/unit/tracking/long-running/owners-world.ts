import type { Observation } from '#domain/mobility/observation';
import type { Table } from '#platform/table/table';
import type { RequestRecord } from '#requests/request-record';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import { createUniqueLocks, type LockOwner } from '#tracking/long-running/unique-locks';
import { anEntry, ended } from '../line/lines-in-table';
import { testTable } from '../order/orders';
import { at, now } from './effects-world';

export const solutionProvider = 'SP-A';
export const later = new Date(now + 60_000).toISOString();

let ids = 0;
export const anId = (): string => `P-owner-${(ids += 1)}`;

export const seen = (state: string, parts: Partial<Observation> = {}): Observation => ({
  ...{ at, status: state, state, details: {} },
  ...parts,
});

/** What is known of who has something, in a table of its own. */
export const ownersWorld = async () => {
  const table: Table = await testTable();
  const locks = createUniqueLocks(table, () => now);
  const items = createLongRunningStore(table, locks, () => now, anyKind);
  const parts = { locks, items, resolveLockOwner: createResolveLockOwner({ table, items }), wireNow: () => now };
  /** A request whose record says how it ended. */
  const recorded = async (record: Partial<RequestRecord>): Promise<LockOwner & { requestId: string }> => {
    const entry = { ...anEntry(0), at };
    await ended(table, entry, record);
    return { requestId: entry.requestId, at };
  };
  /** A port-in of a number, as it was seen. */
  const adopted = (id: string, number: string, state = 'pending') =>
    items.adopt(
      { kind: 'port-in', id, observation: seen(state), solutionProvider, origin: 'here', guards: [`number:${number}`] },
      {},
    );
  return { table, parts, recorded, adopted };
};
