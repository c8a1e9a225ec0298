import { and, contains, exists, not, notExists, or } from '#platform/table/conditions';
import type { Item, Key, Table } from '#platform/table/table';

/**
 * Appends an entry to the timeline of a tracked item unless one with the same mark stands there. Mark and entry are one
 * write, so that whoever repeats it tells nothing twice.
 * @param mark what makes the entry the same when it is told again; unique within the item
 * @returns the item, or undefined when the entry stands there already or there is no such item
 */
export const appendNotice = (
  table: Pick<Table, 'update'>,
  key: Key,
  mark: string,
  entry: { at: string; type: string } & Record<string, unknown>,
): Promise<Item | undefined> =>
  table.update({
    key,
    set: { updatedAt: entry.at },
    append: { timeline: [entry], notices: [mark] },
    add: { revision: 1 },
    condition: and(exists('timeline'), or(notExists('notices'), not(contains('notices', mark)))),
  });
