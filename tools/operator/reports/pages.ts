import type { Item, Table } from '#platform/table/table';

/** A stretch of time: from its beginning, to before its end. */
export interface Range {
  since?: string | undefined;
  until?: string | undefined;
}

/** Sorts before every time; DynamoDB takes no empty text of a key. */
const beforeEveryTime = '0';
/** Sorts behind every time. */
const behindEveryTime = '~';
const pageSize = 100;

/** Items of a partition of the index of lists that were made in a time, oldest first, a page at a time: no more is ever held. */
export async function* listed(
  table: Pick<Table, 'query'>,
  partition: string,
  { since = beforeEveryTime, until = behindEveryTime }: Range,
  looked: (count: number) => void,
): AsyncGenerator<Item> {
  let after: Item | undefined;
  let count = 0;
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
    count += page.items.length;
    looked(count);
    after = page.next;
  } while (after);
}
