import { lateEffectMs } from '#domain/late-effect';
import { reconcile } from '#requests/reconcile';
import { minutes, reconcilerWorld, shows } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

const evidence = ['No worker began the write: nothing was sent to AT&T.'];
const longestMs = 600_000;
const handedOver = { sealed: new Uint8Array([1]), keyId: 'key-1' };
const failures = () => world.metrics.emitted.filter(({ values }) => 'OperationFailures' in values);

describe('a write that no worker has begun in time', () => {
  it('was not made: its item waits no longer, and AT&T is not asked', async () => {
    const record = await world.claimed({ longestMs, handedOver });
    world.clock.advance(minutes(1));
    const tracked = { pk: 'SP#SP-A', sk: 'ORDER#1' };
    const effects = { ...world.deps.effects, trackedKey: () => Promise.resolve(tracked) };
    expect(await reconcile({ ...world.deps, effects }, record)).toBe('not-applied');
    expect(await world.found(record)).toMatchObject({ outcome: 'not-applied', evidence, tracked });
    expect(world.asked).toEqual([]);
    expect(failures()).toEqual([
      {
        about: { operation: 'visible-write', solutionProvider: 'SP-A', family: 'mobility' },
        values: { OperationFailures: 1 },
      },
    ]);
    expect(world.emitted('UnknownOutcomes')).toBe(0);
  });

  it('was not made where there is no such operation any more, either', async () => {
    const record = await world.claimed({ longestMs, handedOver, operation: 'gone' });
    world.clock.advance(minutes(1));
    expect(await world.reconciled(record)).toBe('not-applied');
    expect(await world.found(record)).toMatchObject({ evidence });
  });

  it('is its worker’s where one has begun meanwhile', async () => {
    const record = await world.claimed({ longestMs, handedOver });
    world.clock.advance(minutes(1));
    await world.requests.begin(record, world.clock.now() + longestMs);
    expect(await reconcile(world.deps, record)).toBe('decided-meanwhile');
    expect((await world.found(record)).outcome).toBe('in-flight');
    expect(failures()).toEqual([]);
  });
});

it('AT&T has as long as its worker may wait before what a read does not show was not done', async () => {
  const record = await world.claimed({ longestMs });
  world.told.read = shows('not-applied');
  world.clock.advance(lateEffectMs + longestMs - 1);
  expect(await world.reconciled(record)).toBe('later');
  world.clock.advance(1);
  expect(await world.reconciled(record)).toBe('not-applied');
});
