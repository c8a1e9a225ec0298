import { minutes, reconcilerWorld } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

describe('a write of a Solution Provider that is disabled', () => {
  it('is looked into once it is enabled, however long that was, and by no read before', async () => {
    const record = await world.claimed();
    world.told.restricted = 'disabled';
    world.clock.advance(minutes(3 * 24 * 60));
    expect(await world.reconciled(record)).toBe('later');
    expect(await world.found(record)).toMatchObject({ outcome: 'unknown' });
    expect([world.asked, world.emitted('UnknownForLong')]).toEqual([[], 0]);
    delete world.told.restricted;
    expect(await world.reconciled(record)).toBe('succeeded');
  });

  it('is looked into while it is read-only', async () => {
    const record = await world.claimed();
    world.told.restricted = 'read-only';
    world.clock.advance(minutes(6));
    expect(await world.reconciled(record)).toBe('succeeded');
  });

  it('was not made if it was not begun, which takes no read', async () => {
    const record = await world.claimed();
    world.told.restricted = 'disabled';
    world.told.begun = false;
    world.clock.advance(minutes(6));
    expect(await world.reconciled(record)).toBe('not-applied');
  });
});
