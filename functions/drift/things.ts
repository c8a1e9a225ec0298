import type { Item, QueryPage, Table } from '#platform/table/table';
import { lines } from '#platform/table/keys';
import type { ComparedThing } from '#drift/difference';
import { listPartition } from '#tracking/long-running/long-running-request';
import { orderListKey } from '#tracking/order/tracked-order';
import { queryList } from '#tracking/tracked-list';

/** A page of what is known of a Solution Provider’s things of a kind, in an order that does not change. */
export const pageOfThings = (
  table: Pick<Table, 'query'>,
  of: ComparedThing,
  solutionProvider: string,
  limit: number,
  after: Item | undefined,
): Promise<QueryPage> => {
  if (of === 'line') {
    const partition = lines.key.partitionOf({ solutionProvider });
    return table.query({ partition, sort: { startsWith: lines.key.sortPrefix }, limit, after });
  }
  const partition =
    of === 'order'
      ? orderListKey({ solutionProvider, createdAt: '', quoteId: '' }).listPk
      : listPartition(of, solutionProvider);
  return queryList(table, partition, limit, after);
};

/** Where to go on behind an item of such a page. */
export const placeBehind = (of: ComparedThing, { pk, sk, listPk, listSk }: Item): Item =>
  of === 'line' ? { pk, sk } : { pk, sk, listPk, listSk };
