import fc from 'fast-check';
import * as z from 'zod';
import { createEntityStore } from '../../../tools/simulator/world/entity-store';
import { defineKind } from '../../../tools/simulator/world/kind';
import { rehearsed } from '../../../tools/simulator/world/rehearsed';
import type { Entities, SimWorld } from '../../../tools/simulator/world/sim-world';

interface Thing {
  colour?: string | null | undefined;
}

let looks = 0;
const things = defineKind<Thing>({
  name: 'thing',
  schema: z.object({ colour: z.string().nullish() }),
  lookups: {
    colour: ({ colour }) => {
      looks += 1;
      return colour;
    },
  },
});

const key = fc.constantFrom('a', 'b', 'c', 'd');
const thing = fc.record({ colour: fc.constantFrom('red', 'blue', null, undefined) });
const change = fc.oneof(
  fc.record({ key, thing }),
  fc.record({ key, thing: fc.constant(undefined) }),
  fc.record({ key: fc.constant('look'), thing: fc.constant(undefined) }),
);
const changes = fc.array(change, { maxLength: 20 });

const apply =
  (all: Pick<Entities<Thing>, 'having' | 'delete'> & { put(key: string, thing: Thing): unknown }) =>
  (some: { key: string; thing: Thing | undefined }[]): void => {
    for (const one of some) {
      if (one.key === 'look') all.having('colour', 'red');
      else if (one.thing) all.put(one.key, one.thing);
      else all.delete(one.key);
    }
  };

const redIn = (all: Pick<Entities<Thing>, 'all'>): string[] =>
  all
    .all()
    .filter(([, { colour }]) => colour === 'red')
    .map(([known]) => known)
    .toSorted();
const foundIn = (all: Pick<Entities<Thing>, 'having'>): string[] =>
  all
    .having('colour', 'red')
    .map(([known]) => known)
    .toSorted();

const entitiesOver = (store: ReturnType<typeof createEntityStore<Thing>>): Entities<Thing> => ({
  ...store,
  put: (of, entity) => {
    store.set(of, entity);
    return entity;
  },
  delete: (of) => void store.delete(of),
});

describe('what the simulated AT&T remembers', () => {
  it('is found by a lookup as if all were looked at, in the world and in a rehearsal of it', () => {
    fc.assert(
      fc.property(changes, changes, (done, rehearsal) => {
        const all = entitiesOver(createEntityStore(things, [['first', { colour: 'red' }]]));
        apply(all)(done);
        expect(foundIn(all)).toEqual(redIn(all));
        const world = { of: () => all } as unknown as SimWorld;
        const own = rehearsed(world, {} as SimWorld['ids']).of(things);
        apply(own)(rehearsal);
        expect(foundIn(own)).toEqual(redIn(own));
      }),
    );
  });

  it('is not looked at for what is looked up, however much there is', () => {
    const store = createEntityStore(
      things,
      Array.from({ length: 10_000 }, (_, index) => [String(index), { colour: String(index) }] as const),
    );
    store.having('colour', 'none');
    looks = 0;
    expect(store.having('colour', '7')).toEqual([['7', { colour: '7' }]]);
    store.set('new', { colour: '7' });
    expect(store.having('colour', '7')).toHaveLength(2);
    expect(looks).toBeLessThan(5);
  });

  it('keeps its place among those with a value as long as it keeps the value', () => {
    const store = createEntityStore(things, [
      ['a', { colour: 'red' }],
      ['b', { colour: 'red' }],
    ]);
    store.having('colour', 'red');
    store.set('a', { colour: 'red' });
    expect(store.having('colour', 'red').map(([known]) => known)).toEqual(['a', 'b']);
  });

  it('cannot be looked up by what its kind does not name', () => {
    expect(() => createEntityStore(things, [['a', {}]]).having('size', '1')).toThrow('not looked up by size');
  });
});
