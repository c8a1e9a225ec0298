import type { Kind } from './sim-world';

type Entry<T> = readonly [key: string, entity: T];

/** Entities of one kind and one Solution Provider, by key and by what the kind has them looked up by. */
export interface EntityStore<T extends object> {
  get(key: string): T | undefined;
  set(key: string, entity: T): void;
  /** @returns whether it was there */
  delete(key: string): boolean;
  /** In the order they were first set. */
  all(): Entry<T>[];
  /** Those with a value of a lookup, without looking at the others; in the order they came to have it. */
  having(lookup: string, value: string): Entry<T>[];
}

/** A lookup’s index is made when it is first asked for, and kept from then on. */
export const createEntityStore = <T extends object>(kind: Kind<T>, first: Iterable<Entry<T>>): EntityStore<T> => {
  const entities = new Map<string, T>(first);
  const indexes = new Map<string, Map<string, Set<string>>>();

  const enter = (lookup: string, index: Map<string, Set<string>>, key: string, entity: T): void => {
    const value = kind.lookUp(lookup, entity);
    if (value === undefined) return;
    const keys = index.get(value) ?? new Set();
    index.set(value, keys.add(key));
  };
  const leave = (lookup: string, index: Map<string, Set<string>>, key: string, entity: T): void => {
    const value = kind.lookUp(lookup, entity);
    if (value === undefined) return;
    index.get(value)?.delete(key);
    if (index.get(value)?.size === 0) index.delete(value);
  };
  const indexOf = (lookup: string): Map<string, Set<string>> => {
    const known = indexes.get(lookup);
    if (known) return known;
    const made = new Map<string, Set<string>>();
    for (const [key, entity] of entities) enter(lookup, made, key, entity);
    indexes.set(lookup, made);
    return made;
  };
  const forget = (key: string): void => {
    const before = entities.get(key);
    if (before) for (const [lookup, index] of indexes) leave(lookup, index, key, before);
  };

  return {
    get: (key) => entities.get(key),
    set: (key, entity) => {
      forget(key);
      entities.set(key, entity);
      for (const [lookup, index] of indexes) enter(lookup, index, key, entity);
    },
    delete: (key) => {
      forget(key);
      return entities.delete(key);
    },
    all: () => [...entities],
    having: (lookup, value) =>
      [...(indexOf(lookup).get(value) ?? [])].flatMap((key): Entry<T>[] => {
        const entity = entities.get(key);
        return entity ? [[key, entity]] : [];
      }),
  };
};
