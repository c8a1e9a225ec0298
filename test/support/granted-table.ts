import type { KeyRange } from '#platform/table/expressions';
import { prefixesOf, type TableRight, type TableRights } from '#platform/table/table-rights';
import type { ItemQuery, Key, Table } from '#platform/table/table';

export interface GrantedTable extends Table {
  /** What was asked and is not allowed. */
  refused: string[];
}

/**
 * The table as a function with these rights finds it, after its policy; stricter than a policy, which cannot tell kinds of items
 * of one partition from each other. @param used where what was allowed is kept
 */
export const grantedTable = (table: Table, rights: TableRights, used = new Set<string>()): GrantedTable => {
  const refused: string[] = [];
  const ask = <T>(right: TableRight, asked: readonly Asked[], work: () => Promise<T>): Promise<T> => {
    for (const { partition, sort } of asked) {
      const kind = prefixesOf(rights, right).find((one) => isOf(one, partition, sort));
      if (kind) used.add(rightOn(right, kind));
      else refused.push(`${right} ${partition} ${sort ?? ''}`);
    }
    return refused.length === 0 ? work() : Promise.reject(Object.assign(new Error('not granted'), { refused }));
  };
  return {
    refused,
    get: (key) => ask('get', [askedBy(key)], () => table.get(key)),
    put: (item, condition) => ask('put', [askedBy(item)], () => table.put(item, condition)),
    putAll: (items, ifLeft) => ask('putAll', items.map(askedBy), () => table.putAll(items, ifLeft)),
    update: (change) => ask('update', [askedBy(change.key)], () => table.update(change)),
    delete: (key, condition) => ask('delete', [askedBy(key)], () => table.delete(key, condition)),
    query: (query) => ask(query.index ?? 'query', [queriedBy(query)], () => table.query(query)),
  };
};

type Prefixes = ReturnType<typeof prefixesOf>[number];

/** A right on a kind of items, in words. */
export const rightOn = (right: TableRight, { partitionPrefix, sortPrefix }: Prefixes): string =>
  `${right} ${partitionPrefix} ${sortPrefix}`;

const isOf = ({ partitionPrefix, sortPrefix }: Prefixes, partition: string, sort: string | undefined): boolean =>
  partition.startsWith(partitionPrefix) && (sort === undefined || sort.startsWith(sortPrefix));

interface Asked {
  partition: string;
  /** Absent for a query for all that stands in a partition, and in an index. */
  sort?: string | undefined;
}

const askedBy = ({ pk, sk }: Key | Record<string, unknown>): Asked => ({ partition: String(pk), sort: String(sk) });

const queriedBy = ({ partition, index, sort }: ItemQuery): Asked => ({
  partition,
  ...(index === undefined && { sort: startOf(sort) }),
});

/** How the sort keys start that are asked for, as far as the query says. */
const startOf = (sort: KeyRange['sort']): string | undefined => {
  if (sort === undefined || 'before' in sort) return undefined;
  return 'startsWith' in sort ? sort.startsWith : sort.from;
};
