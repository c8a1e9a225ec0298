import type { IdMaker } from './ids';
import type { Entities, Kind, SimWorld } from './sim-world';

/** What an entity has become; undefined for one that is gone. */
type Changes = Map<string, object | undefined>;

/** A world for seeing what would come of something: it sees all that is, and what is done in it stays in it. */
export const rehearsed = (world: SimWorld, ids: IdMaker): SimWorld => {
  const changes = new Map<string, Changes>();
  const changesOf = ({ name }: Pick<Kind, 'name'>): Changes => {
    const known = changes.get(name) ?? new Map<string, object | undefined>();
    changes.set(name, known);
    return known;
  };
  const entitiesOf = <T extends object>(kind: Kind<T>): Entities<T> => {
    const behind = world.of(kind);
    // The seam as in the stores: only entities of the kind are ever put under its name.
    const changed = changesOf(kind) as Map<string, T | undefined>;
    return {
      get: (key) => (changed.has(kind.keyOf(key)) ? changed.get(kind.keyOf(key)) : behind.get(key)),
      put: (key, entity) => {
        changed.set(kind.keyOf(key), entity);
        return entity;
      },
      delete: (key) => void changed.set(kind.keyOf(key), undefined),
      having: (lookup, value) => [
        ...behind.having(lookup, value).filter(([key]) => !changed.has(key)),
        ...[...changed].flatMap(([key, entity]): (readonly [string, Readonly<T>])[] =>
          entity !== undefined && kind.lookUp(lookup, entity) === value ? [[key, entity]] : [],
        ),
      ],
      all: () =>
        [...new Map<string, Readonly<T> | undefined>([...behind.all(), ...changed])].flatMap(
          ([key, entity]): (readonly [string, Readonly<T>])[] => (entity === undefined ? [] : [[key, entity]]),
        ),
    };
  };
  return { ...world, ids, of: entitiesOf, after: () => undefined };
};
