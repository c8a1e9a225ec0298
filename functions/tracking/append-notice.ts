import * as z from 'zod';
import { and, contains, exists, not, notExists, or, shorterThan } from '#platform/table/conditions';
import type { Item, Key, Table } from '#platform/table/table';
import { hasRoom, makeRoom } from '#tracking/timeline';
import { isTelling } from '#tracking/unconfirmed';

/** Marks an item has at most; it is told of no more. Notes have a lower limit of their own. */
export const mostNotices = 500;

const standingSchema = z.object({ timeline: z.array(z.unknown()), notices: z.array(z.string()).default([]) });

/**
 * Appends an entry to the timeline of a tracked item unless one with the same mark stands there. Mark and entry are one
 * write, so that whoever repeats it tells nothing twice.
 * @param mark what makes the entry the same when it is told again; unique within the item
 * @returns the item, or undefined when the entry stands there already or there is no such item
 */
export const appendNotice = async (
  table: Pick<Table, 'get' | 'put' | 'update'>,
  key: Key,
  mark: string,
  entry: { at: string; type: string } & Record<string, unknown>,
): Promise<Item | undefined> => {
  const isNew = or(notExists('notices'), and(not(contains('notices', mark)), shorterThan('notices', mostNotices)));
  const item = await table.update({
    key,
    set: { updatedAt: entry.at },
    append: { timeline: [entry], notices: [mark] },
    add: { revision: 1 },
    remove: isTelling(entry) ? ['expiresAt'] : [],
    condition: and(exists('timeline'), hasRoom, isNew),
  });
  if (item) return item;
  const standing = standingSchema.safeParse(await table.get(key)).data;
  if (!standing || standing.notices.includes(mark) || standing.notices.length >= mostNotices) return undefined;
  await makeRoom(table, key);
  return appendNotice(table, key, mark, entry);
};
