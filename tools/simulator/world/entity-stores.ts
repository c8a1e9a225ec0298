import type { WorldChange } from './changes';
import { createEntityStore, type EntityStore } from './entity-store';
import type { Entities, Kind } from './sim-world';

/** Kind → Solution Provider → key → entity. */
type StoredEntities = Record<string, Record<string, Record<string, unknown>>>;

type EntityChange = Extract<WorldChange, { change: 'put' | 'delete' }>;

export interface EntityStores {
  of<T extends object>(kind: Kind<T>, solutionProvider: string): Entities<T>;
  /** Makes a change again. @throws z.ZodError when what it puts is none of the kind */
  repeat(change: EntityChange, kind: Kind): void;
  dump(): StoredEntities;
  load(stored: StoredEntities, kinds: readonly Kind[]): void;
  clear(): void;
}

type Stores = Map<string, Map<string, EntityStore<object>>>;

/** What a Solution Provider has of a kind, and nothing of before. */
const begin = <T extends object>(
  stores: Stores,
  kind: Kind<T>,
  solutionProvider: string,
  entities: Record<string, T>,
): EntityStore<T> => {
  const store = createEntityStore(kind, Object.entries(entities));
  const providers = stores.get(kind.name) ?? new Map<string, EntityStore<object>>();
  stores.set(kind.name, providers.set(solutionProvider, store));
  return store;
};

/** Everything the simulated AT&T remembers, in memory. A Solution Provider is given a kind's first entities when it is first asked for. */
export const createEntityStores = (changed: (change: EntityChange) => void): EntityStores => {
  const stores: Stores = new Map();

  const storeOf = <T extends object>(kind: Kind<T>, solutionProvider: string): EntityStore<T> => {
    // The seam between the untyped memory and its kinds: only entities of the kind are ever put or loaded under its name.
    const known = stores.get(kind.name)?.get(solutionProvider) as EntityStore<T> | undefined;
    return known ?? begin(stores, kind, solutionProvider, kind.initially());
  };

  return {
    of: (kind, solutionProvider) => {
      const store = storeOf(kind, solutionProvider);
      return {
        get: (key) => store.get(kind.keyOf(key)),
        put: (given, entity) => {
          const key = kind.keyOf(given);
          store.set(key, entity);
          changed({ change: 'put', kind: kind.name, solutionProvider, key, entity });
          return entity;
        },
        delete: (given) => {
          const key = kind.keyOf(given);
          if (store.delete(key)) changed({ change: 'delete', kind: kind.name, solutionProvider, key });
        },
        all: () => store.all(),
        having: (lookup, value) => store.having(lookup, value),
      };
    },
    repeat: (change, kind) => {
      const store = storeOf(kind, change.solutionProvider);
      if (change.change === 'put') store.set(change.key, kind.parse(change.entity));
      else store.delete(change.key);
    },
    dump: () => plain(stores, (providers) => plain(providers, (store) => Object.fromEntries(store.all()))),
    load: (stored, kinds) => {
      stores.clear();
      for (const kind of kinds) {
        for (const [solutionProvider, entities] of Object.entries(stored[kind.name] ?? {})) {
          const parsed = Object.entries(entities).map(([key, entity]) => [key, kind.parse(entity)] as const);
          begin(stores, kind, solutionProvider, Object.fromEntries(parsed));
        }
      }
    },
    clear: () => stores.clear(),
  };
};

const plain = <V, P>(map: Map<string, V>, inner: (value: V) => P): Record<string, P> =>
  Object.fromEntries([...map].map(([key, value]) => [key, inner(value)]));
