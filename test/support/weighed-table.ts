import type { Item, Table } from '#platform/table/table';
import { kindOf } from '../../tools/data-model/check-item';
import type { ItemKindName } from '../../tools/data-model/item-kinds';
import { bytesOf } from './grown-timelines';

/** A table that knows how large items of a kind have become, and how often it was asked. */
export interface WeighedTable extends Table {
  /** Bytes of the largest that was written; 0 when none was. */
  largest(kind: ItemKindName): number;
  /** Reads and writes of single items. */
  requests(): number;
}

export const weighedTable = (table: Table): WeighedTable => {
  const largest = new Map<ItemKindName | undefined, number>();
  let requests = 0;
  const weigh = (item: Item): void => {
    const kind = kindOf(item);
    largest.set(kind, Math.max(largest.get(kind) ?? 0, bytesOf(item)));
  };
  return {
    ...table,
    get: (key) => {
      requests += 1;
      return table.get(key);
    },
    put: (item, condition) => {
      requests += 1;
      weigh(item);
      return table.put(item, condition);
    },
    putAll: (items, ifLeft) => {
      for (const item of items) weigh(item);
      return table.putAll(items, ifLeft);
    },
    update: async (change) => {
      requests += 1;
      const item = await table.update(change);
      if (item) weigh(item);
      return item;
    },
    largest: (kind) => largest.get(kind) ?? 0,
    requests: () => requests,
  };
};
