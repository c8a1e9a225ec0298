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

  /** An entity that keeps its value keeps its place. */
  const move = (
    index: Map<string, Set<string>>,
    key: string,
    from: string | undefined,
    to: string | undefined,
  ): void => {
    if (from === to) return;
    if (from !== undefined) {
      index.get(from)?.delete(key);
      if (index.get(from)?.size === 0) index.delete(from);
    }
    if (to !== undefined) index.set(to, (index.get(to) ?? new Set()).add(key));
  };
  const indexOf = (lookup: string): Map<string, Set<string>> => {
    const known = indexes.get(lookup);
    if (known) return known;
    const made = new Map<string, Set<string>>();
    for (const [key, entity] of entities) move(made, key, undefined, kind.lookUp(lookup, entity));
    indexes.set(lookup, made);
    return made;
  };
  const change = (key: string, after: T | undefined): void => {
    const before = entities.get(key);
    for (const [lookup, index] of indexes)
      move(index, key, before && kind.lookUp(lookup, before), after && kind.lookUp(lookup, after));
  };

  return {
    get: (key) => entities.get(key),
    set: (key, entity) => {
      change(key, entity);
      entities.set(key, entity);
    },
    delete: (key) => {
      change(key, undefined);
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
