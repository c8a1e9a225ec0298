import type { Item, QueryPage, Table } from '#platform/table/table';

/** A page of everything one partition of the `list` index holds, oldest first. */
export const queryList = (
  table: Pick<Table, 'query'>,
  partition: string,
  limit: number,
  after?: Item,
): Promise<QueryPage> =>
  table.query({
    index: 'list',
    partition,
    limit,
    after,
  });
