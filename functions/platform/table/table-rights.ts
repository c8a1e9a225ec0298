interface Prefixes {
  partitionPrefix: string;
  sortPrefix: string;
}

interface InTable {
  key: Prefixes;
}

interface InList {
  list: Prefixes;
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
  put?: readonly InTable[];
  update?: readonly InTable[];
  delete?: readonly InTable[];
}
export type TableRight = keyof TableRights;

/** How the keys start that a right is about. */
export const prefixesOf = (rights: TableRights, right: TableRight): Prefixes[] =>
  right === 'list' ? (rights.list ?? []).map(({ list }) => list) : (rights[right] ?? []).map(({ key }) => key);

/** How their partition keys start, each once. */
export const partitionsOf = (rights: TableRights, right: TableRight): string[] => [
  ...new Set(prefixesOf(rights, right).map(({ partitionPrefix }) => partitionPrefix)),
];
