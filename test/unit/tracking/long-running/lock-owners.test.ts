import type { LineItem } from '#tracking/line/line-item';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import type { LockOwner } from '#tracking/long-running/unique-locks';
import { anEntry, ended, storedLine } from '../line/lines-in-table';
import { aNumber, at, lockOf } from './effects-world';
import { anId, later, ownersWorld, seen, solutionProvider } from './owners-world';

let world: Awaited<ReturnType<typeof ownersWorld>>;
beforeEach(async () => (world = await ownersWorld()));

const progressOf = (id: string, state = 'pending') => ({
  facts: [],
  progress: { kind: 'port-in' as const, id, observation: seen(state) },
});

describe('what stands behind a lock', () => {
  const resolve = (number: string, owner: LockOwner) => world.parts.resolveLockOwner(lockOf(number), owner);

  it.each(['rejected', 'not-sent', 'not-applied'] as const)('of a request that is %s is nothing', async (outcome) => {
    const owner = await world.recorded({ outcome });
    expect(await resolve(aNumber(), owner)).toEqual({
      isHeld: false,
      record: expect.objectContaining({ outcome }) as object,
    });
  });

  it('of a request that is refused but led to an item, as AT&T shows, is that', async () => {
    const [number, itemId] = [aNumber(), anId()];
    await world.adopted(itemId, number);
    const owner = { ...(await world.recorded({ outcome: 'rejected' })), itemId };
    expect(await resolve(number, owner)).toMatchObject({
      isHeld: true,
      item: { id: itemId },
      record: { outcome: 'rejected' },
    });
  });

  it('of a request nobody knows the outcome of is held, with a record or without', async () => {
    const owner = await world.recorded({ outcome: 'unknown' });
    expect(await resolve(aNumber(), owner)).toEqual({
      isHeld: true,
      record: expect.objectContaining({ outcome: 'unknown' }) as object,
    });
    expect(await resolve(aNumber(), { requestId: 'req_gone', at })).toEqual({ isHeld: true, record: undefined });
  });

  it('of an item known by AT&T’s id is that, as long as it has the name', async () => {
    const [number, itemId] = [aNumber(), anId()];
    await world.adopted(itemId, number);
    expect(await resolve(number, { itemId, at })).toMatchObject({ isHeld: true, item: { id: itemId } });
    expect(await resolve(aNumber(), { itemId, at })).toMatchObject({ isHeld: false, item: { id: itemId } });
    expect(
      await world.parts.resolveLockOwner(
        { ...lockOf(number), names: ['number:0', `number:${number}`] },
        { itemId, at },
      ),
    ).toMatchObject({ isHeld: true });
    expect(await resolve(number, { itemId: anId(), at })).toEqual({ isHeld: true, record: undefined });
  });

  it.each(['completed', 'cancelled'])('of a port-in that is %s holds nothing', async (state) => {
    const [number, itemId] = [aNumber(), anId()];
    await world.adopted(itemId, number, state);
    expect(await resolve(number, { itemId, at })).toMatchObject({ isHeld: false, item: { state } });
  });

  it('is made of what the record of the request tells, where there is no item yet', async () => {
    const [number, id] = [aNumber(), anId()];
    const owner = await world.recorded({ outcome: 'succeeded', learned: progressOf(id) });
    const item = {
      id,
      origin: 'here',
      guards: [`number:${number}`],
      requestId: owner.requestId,
      timeline: [{ by: 'client-a' }],
    };
    expect(await resolve(number, owner)).toMatchObject({ isHeld: true, item });
    expect(await world.table.get(longRunningKey('port-in', solutionProvider, id))).toMatchObject({ id });
    const done = await world.recorded({ outcome: 'succeeded', learned: progressOf(anId(), 'completed') });
    expect(await resolve(number, done)).toMatchObject({ isHeld: false, item: { state: 'completed' } });
    const both = await world.recorded({ outcome: 'succeeded', learned: progressOf(anId()) });
    const names = [`number:${aNumber()}`, `number:${number}`];
    expect(await resolve(number, { ...both, names })).toMatchObject({ item: { guards: names } });
  });

  it('has the outcome of its changes', async () => {
    const [number, itemId] = [aNumber(), anId()];
    await world.adopted(itemId, number);
    const { requestId } = await world.recorded({ outcome: 'succeeded', learned: progressOf(itemId, 'cancelled') });
    const pending = { cancel: { requestId, at } };
    await world.table.update({ key: longRunningKey('port-in', solutionProvider, itemId), setIn: { pending } });
    expect(await resolve(number, { itemId, at })).toMatchObject({
      isHeld: false,
      item: { state: 'cancelled', pending: {} },
    });
  });
});

describe('a device of an activation that is active', () => {
  const names = ['sim:89014103200000000023'];
  const activated = async (line: Partial<LineItem> | undefined, state = 'active') => {
    const id = anId();
    const subscriberNumber = line ? (await storedLine(world.table, line)).subscriberNumber : aNumber();
    const observation = seen(state, { details: { subscriberNumber } });
    await world.parts.items.adopt(
      { kind: 'service-activation', id, observation, solutionProvider, origin: 'here', guards: names },
      {},
    );
    const locked = { kind: 'service-activation' as const, solutionProvider, names };
    return (await world.parts.resolveLockOwner(locked, { itemId: id, at })).isHeld;
  };
  const cancelled = { status: 'cancelled', statusAt: later } as const;

  it.each<[string, Partial<LineItem> | undefined, boolean]>([
    ['is held while nothing is known of its line', undefined, true],
    ['is held while its line is in service', { status: 'active', statusAt: later }, true],
    ['is free once its line is cancelled', cancelled, false],
    ['is held when its line was cancelled before', { ...cancelled, statusAt: at }, true],
    ['is held when nobody knows when its line was cancelled', { status: 'cancelled' }, true],
  ])('%s', async (_, line, isHeld) => {
    expect(await activated(line)).toBe(isHeld);
  });

  it('is free once a cancellation of its line turns out to be made', async () => {
    const entry = { ...anEntry(0, { to: 'cancelled' }), at: later };
    await ended(world.table, entry, { outcome: 'succeeded' });
    expect(await activated({ timeline: [entry] })).toBe(false);
  });

  it('is held while the activation goes on, whatever became of the line', async () => {
    expect(await activated(cancelled, 'pending')).toBe(true);
  });

  it('is held when nobody knows its line', async () => {
    const id = anId();
    await world.parts.items.adopt(
      { kind: 'service-activation', id, observation: seen('active'), solutionProvider, origin: 'here', guards: names },
      {},
    );
    const locked = { kind: 'service-activation' as const, solutionProvider, names };
    expect(await world.parts.resolveLockOwner(locked, { itemId: id, at })).toMatchObject({ isHeld: true });
  });
});
