import type { KeyRange } from '#platform/table/expressions';
import { prefixesOf, type TableRight, type TableRights } from '#platform/table/table-rights';
import type { ItemQuery, Key, Table } from '#platform/table/table';

/** What was asked and is not allowed. Whoever asks for it may go on without it; the test fails all the same. */
const refused: string[] = [];

// The benchmark has no tests.
if (typeof afterEach === 'function')
  afterEach(() => {
    expect(refused.splice(0)).toEqual([]);
  });

/**
 * The table as a function with these rights finds it, after its policy; stricter than a policy, which cannot tell kinds of items
 * of one partition from each other. @param used where what was allowed is kept
 */
export const grantedTable = (table: Table, rights: TableRights, used = new Set<string>()): Table => {
  const ask = <T>(right: TableRight, asked: readonly Asked[], work: () => Promise<T>): Promise<T> => {
    const kinds = asked.map(({ partition, sort }) => {
      const kind = prefixesOf(rights, right).find((one) => isOf(one, partition, sort));
      if (!kind) refused.push(`${right} ${partition} ${sort ?? ''}`);
      return kind;
    });
    for (const kind of kinds) if (kind) used.add(rightOn(right, kind));
    return kinds.includes(undefined) ? Promise.reject(new Error('not granted')) : work();
  };
  return {
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
