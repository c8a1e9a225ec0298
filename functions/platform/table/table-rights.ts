interface InTable {
  key: { partitionPrefix: string };
}

interface InList {
  list: { partitionPrefix: string };
}

/** What may be done in the table, each with kinds of items and those that share their partitions. What is not named is not allowed. */
export interface TableRights {
  get?: readonly InTable[];
  /** Items of one partition. */
  query?: readonly InTable[];
  /** Entries of the index of lists. */
  list?: readonly InList[];
  put?: readonly InTable[];
  update?: readonly InTable[];
  delete?: readonly InTable[];
}
export type TableRight = keyof TableRights;

/** Starts of the partition keys a right is about. */
export const partitionsOf = (rights: TableRights, right: TableRight): string[] => {
  const kinds: readonly (InTable | InList)[] = rights[right] ?? [];
  return [
    ...new Set(kinds.map((kind) => ('list' in kind && right === 'list' ? kind.list : keyOf(kind)).partitionPrefix)),
  ];
};

const keyOf = (kind: InTable | InList): InTable['key'] => ('key' in kind ? kind.key : kind.list);
