import type { Item, Table } from '#platform/table/table';

/** A stretch of time: from its beginning, to before its end. */
export interface Range {
  since?: string | undefined;
  until?: string | undefined;
}

/** Sorts behind every time. */
const behindEveryTime = '~';
const pageSize = 100;

/** Items of a partition of the index of lists that were made in a time, oldest first, a page at a time: no more is ever held. */
export async function* listed(
  table: Pick<Table, 'query'>,
  partition: string,
  { since = '', until = behindEveryTime }: Range,
): AsyncGenerator<Item> {
  let after: Item | undefined;
  do {
    const page = await table.query({
      index: 'list',
      partition,
      // A sort key begins with the time, and goes on behind it.
      sort: { from: since, to: until },
      limit: pageSize,
      after,
    });
    yield* page.items;
    after = page.next;
  } while (after);
}
