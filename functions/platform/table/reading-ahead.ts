import type { Item, Key, Table } from '#platform/table/table';

/** A table of which an item can be read before it is asked for. */
export interface ReadingAhead extends Pick<Table, 'get' | 'query'> {
  /**
   * Begins to read an item, for whoever gets it first.
   * @returns ends that: nobody gets it any more, and nothing is on its way once it is done
   */
  begin(key: Key): () => Promise<void>;
}

interface Begun {
  key: Key;
  item: Promise<Item | undefined>;
}

export const readingAhead = (table: Pick<Table, 'get' | 'query'>): ReadingAhead => {
  const begun = new Set<Begun>();
  return {
    query: (query) => table.query(query),
    get: (key) => {
      for (const one of begun) if (one.key.pk === key.pk && one.key.sk === key.sk && begun.delete(one)) return one.item;
      return table.get(key);
    },
    begin: (key) => {
      const one: Begun = { key, item: table.get(key) };
      begun.add(one);
      // Whoever gets it hears of what went wrong.
      const settled = one.item.then(ignored, ignored);
      return () => {
        begun.delete(one);
        return settled;
      };
    },
  };
};

const ignored = (): void => undefined;
