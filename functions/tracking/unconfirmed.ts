import { exists } from '#platform/table/conditions';
import { dayMs } from '#platform/table/key-pattern';
import { trackedOrders } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';

/*
 * What somebody names by an id of AT&T’s that the gateway has never seen is tracked from then on. As long as AT&T has confirmed
 * nothing of it, nobody has told anything of it and nothing is under way, it has an end.
 */

/** Entries of a timeline that tell nothing of AT&T’s, nor of a partner’s. */
const quietEntries: readonly string[] = ['order-adopted', 'adopted', 'overdue', 'gave-up'];

/** What there is to an item, whatever it is tracked as. */
interface Known {
  origin: 'here' | 'elsewhere';
  pending: object;
  timeline: readonly { type: string }[];
  movedEntries?: number | undefined;
}

/** Whether nothing is known of an item but that somebody named it. Whatever else comes to be known is in its timeline. */
export const isMerelyNamed = ({ origin, pending, timeline, movedEntries }: Known): boolean =>
  origin === 'elsewhere' &&
  movedEntries === undefined &&
  Object.keys(pending).length === 0 &&
  !timeline.some(isTelling);

/** Whether an entry that is added makes an item one of which something is known. */
export const isTelling = ({ type }: { type: string }): boolean => !quietEntries.includes(type);

/** When an item ends of which nothing is known, in seconds since the epoch. */
export const endOfUnconfirmed = (nowMs: number): number => trackedOrders.lifetime.expiresAt(nowMs);

/** Gives an item that has an end a later one; undefined when it has none any more, or is gone. */
export const prolong = (table: Pick<Table, 'update'>, key: Key, nowMs: number): Promise<Item | undefined> =>
  table.update({ key, set: { expiresAt: endOfUnconfirmed(nowMs) }, condition: exists('expiresAt') });

/** Whether it may be gone before whoever has read it has written to it. */
export const isAboutToEnd = ({ expiresAt }: { expiresAt?: number | undefined }, nowMs: number): boolean =>
  expiresAt !== undefined && expiresAt * 1000 <= nowMs + dayMs;
