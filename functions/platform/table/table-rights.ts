interface Prefixes {
  /** The pattern of the partition key. */
  partition: string;
  partitionPrefix: string;
  sortPrefix: string;
}

interface InTable {
  key: Prefixes;
}

interface InList {
  list: Prefixes;
}

interface InOpen {
  open: Prefixes;
}

/**
 * What may be done in the table, each with the kinds of items it may be done to. What is not named is not allowed. A policy
 * knows partitions only, so it allows as much for other kinds of the same partitions.
 */
export interface TableRights {
  get?: readonly InTable[];
  /** Items of one partition. */
  query?: readonly InTable[];
  /** Entries of the index of lists. */
  list?: readonly InList[];
  /** Entries of the index of what somebody has to work on. */
  open?: readonly InOpen[];
  put?: readonly InTable[];
  /** Many in one request, and one by one what that leaves out. Whoever may do it may delete as well: DynamoDB knows no difference. */
  putAll?: readonly InTable[];
  update?: readonly InTable[];
  delete?: readonly InTable[];
}
export type TableRight = keyof TableRights;

/** Every right, in the order policies have them. */
export const tableRights = [
  'get',
  'query',
  'list',
  'open',
  'put',
  'putAll',
  'update',
  'delete',
] as const satisfies readonly TableRight[];

/** Those that change something. */
export const writingRights = ['put', 'putAll', 'update', 'delete'] as const satisfies readonly TableRight[];

/** All that any of them allows, each kind once. */
export const together = (...rights: readonly TableRights[]): TableRights =>
  Object.fromEntries(
    tableRights.flatMap((right) => {
      const kinds = new Set<unknown>(rights.flatMap((some): readonly unknown[] => some[right] ?? []));
      return kinds.size === 0 ? [] : [[right, [...kinds]]];
    }),
  );

/** How the keys start that a right is about. What may be put with others may be put alone. */
export const prefixesOf = (rights: TableRights, right: TableRight): Prefixes[] => {
  if (right === 'list') return (rights.list ?? []).map(({ list }) => list);
  if (right === 'open') return (rights.open ?? []).map(({ open }) => open);
  const kinds = right === 'put' ? [...(rights.put ?? []), ...(rights.putAll ?? [])] : (rights[right] ?? []);
  return [...new Set(kinds)].map(({ key }) => key);
};

/** The patterns of their partition keys, each once. */
export const partitionsOf = (rights: TableRights, right: TableRight): string[] => [
  ...new Set(prefixesOf(rights, right).map(({ partition }) => partition)),
];
