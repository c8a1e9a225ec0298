import { createClock } from '../../../tools/simulator/world/clock';
import { createIdMaker, type IdMaker } from '../../../tools/simulator/world/ids';
import { World } from '../../../tools/simulator/world/world';

const maker = (seed = 'att', solutionProvider = '10067'): IdMaker => {
  const counts = new Map<string, number>();
  return createIdMaker(seed, solutionProvider, (series) => {
    counts.set(series, (counts.get(series) ?? 0) + 1);
    return counts.get(series) ?? 0;
  });
};

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe('ids', () => {
  it.each(['0Q0', '801', '802', '001', 'a9X', 'a7l', 'a4T'] as const)(
    'of prefix %s look like AT&T’s, in all three lengths',
    (prefix) => {
      const ids = maker();
      expect(ids.salesforce(prefix)).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{12}[A-Z0-5]{3}$`));
      expect(ids.salesforce(prefix, 15)).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{12}$`));
      expect(ids.salesforce(prefix, 16)).toHaveLength(16);
    },
  );

  it('end with Salesforce’s checksum of the case of the letters', () => {
    for (const id of times(50, () => maker().salesforce('0Q0'))) {
      const bits = [0, 5, 10].map((start) =>
        [0, 1, 2, 3, 4].reduce((sum, place) => sum + (/[A-Z]/.test(id.charAt(start + place)) ? 1 << place : 0), 0),
      );
      expect(id.slice(15)).toBe(bits.map((sum) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[sum]).join(''));
    }
  });

  it('never come twice', () => {
    const ids = maker();
    expect(new Set(times(50_000, () => ids.salesforce('801'))).size).toBe(50_000);
    expect(new Set(times(50_000, () => ids.digits('ban', 12))).size).toBe(50_000);
    expect(new Set(times(9_000, () => ids.digits('line', 4))).size).toBe(9_000);
    expect(new Set(times(50_000, () => ids.uuid('request'))).size).toBe(50_000);
  });

  it('of digits have the length asked for and start with no zero', () => {
    const ids = maker();
    for (const length of [1, 4, 6, 9, 10, 12, 20]) {
      for (const id of times(20, () => ids.digits('number', length)))
        expect(id).toMatch(new RegExp(`^[1-9]\\d{${length - 1}}$`));
    }
  });

  it('of UUIDs are UUIDs', () => {
    expect(maker().uuid('request')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  });

  it('are the same again for the same seed, others for another seed or Solution Provider', () => {
    const made = (ids: IdMaker): string[] => [
      ids.salesforce('0Q0'),
      ids.salesforce('0Q0'),
      ids.uuid('a'),
      ids.digits('b', 12),
    ];
    expect(made(maker())).toEqual(made(maker()));
    expect(made(maker('other'))).not.toEqual(made(maker()));
    expect(made(maker('att', '10006'))).not.toEqual(made(maker()));
  });

  it('are the same again after a reset, and go on where they were after a restart', () => {
    const world = new World(createClock(), []);
    const quote = (of = world): string => of.forProvider('10067').ids.salesforce('0Q0');
    const [first, second] = times(2, () => quote());
    const stored = world.dump();
    const third = quote();
    world.reset('att');
    expect(times(2, () => quote())).toEqual([first, second]);
    const restarted = new World(createClock(), []);
    restarted.load(stored);
    expect(quote(restarted)).toBe(third);
    world.reset('other');
    expect(quote()).not.toBe(first);
  });

  it('are none that were given before after a reset without a seed', () => {
    const world = new World(createClock(), []);
    const given = new Set<string>();
    for (let resets = 0; resets < 5; resets += 1) {
      for (const id of times(20, () => world.forProvider('10067').ids.salesforce('0Q0'))) given.add(id);
      world.reset();
    }
    expect(given.size).toBe(100);
  });

  it('of one Solution Provider do not depend on what the others do', () => {
    const world = new World(createClock(), []);
    world.forProvider('10006').ids.salesforce('0Q0');
    const mixed = world.forProvider('10067').ids.salesforce('0Q0');
    world.reset('att');
    expect(world.forProvider('10067').ids.salesforce('0Q0')).toBe(mixed);
  });
});
