import { reconcile } from '#requests/reconcile';
import type { RequestRecord } from '#requests/request-record';
import { minutes, noAnswer, reconcilerWorld } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

describe('a write that nobody knows the outcome of for long', () => {
  it('is counted at every run once it is an hour old', async () => {
    const record = await world.claimed();
    world.told.read = noAnswer;
    world.clock.advance(25_000 + minutes(60));
    expect(await world.reconciled(record)).toBe('later');
    expect(world.emitted('UnknownForLong')).toBe(0);
    world.clock.advance(1);
    expect([await world.reconciled(record), await world.reconciled(record)]).toEqual(['later', 'later']);
    expect(world.metrics.emitted.filter(({ values }) => 'UnknownForLong' in values)).toEqual(
      Array.from({ length: 2 }, () => ({
        about: { operation: 'visible-write', solutionProvider: 'SP-A' },
        values: { UnknownForLong: 1 },
      })),
    );
  });
});

describe('the item that waits for a write', () => {
  const key = { pk: 'SP#SP-A', sk: 'ORDER#1' };
  const reconciledWith = async (tracked: RequestRecord['tracked']) => {
    const record = await world.claimed();
    world.clock.advance(minutes(1));
    const effects = { ...world.deps.effects, trackedKey: () => Promise.resolve(key) };
    await reconcile({ ...world.deps, effects }, { ...record, tracked });
    return (await world.found(record)).tracked;
  };

  it('is looked up when its process ended before the record named it', async () => {
    expect(await reconciledWith(undefined)).toEqual(key);
  });

  it('is the one that the record names', async () => {
    const named = { ...key, sk: 'ORDER#2' };
    expect(await reconciledWith(named)).toEqual(named);
  });
});

it('is no outcome when the read itself goes wrong in the gateway', async () => {
  const record = await world.claimed();
  world.clock.advance(minutes(1));
  world.told.read = new TypeError('odd');
  await expect(world.reconciled(record)).rejects.toThrow('odd');
  expect(await world.found(record)).toMatchObject({ outcome: 'unknown' });
});
