import type { RequestRecord } from '#requests/request-record';
import { createFreeDevices } from '#tracking/long-running/free-devices';
import type { LockOwner } from '#tracking/long-running/unique-locks';
import { aNumber, at, calling, now } from './effects-world';
import { anId, ownersWorld, seen, solutionProvider } from './owners-world';

const lateMs = 15 * 60_000;

let world: Awaited<ReturnType<typeof ownersWorld>>;
beforeEach(async () => (world = await ownersWorld()));

/** Whether the device that an owner has is still had after a read by it that shows no line in service. */
const isHadAfter = async (sinceMs: number, ownerOf: (names: string[]) => Promise<LockOwner>): Promise<boolean> => {
  const sim = aNumber();
  const names = [`sim:${sim}`];
  const locked = { kind: 'service-activation', solutionProvider, names } as const;
  await world.parts.locks.take(locked, await ownerOf(names));
  await createFreeDevices(world.table, () => now + sinceMs)(calling('get-line-details', { query: { sim } }));
  return Object.keys(await world.parts.locks.owners(locked)).length > 0;
};

describe('a device of an activation that led to an item', () => {
  const activated = (state: string) => async (guards: string[]) => {
    const id = anId();
    const item = {
      kind: 'service-activation',
      id,
      observation: seen(state),
      solutionProvider,
      origin: 'here',
    } as const;
    await world.parts.items.adopt({ ...item, guards }, {});
    return { itemId: id, at };
  };

  it.each([
    ['active', lateMs, false],
    ['active', lateMs - 1, true],
    ['pending', lateMs, true],
  ])('%s since %i ms is had: %s', async (state, sinceMs, isHad) => {
    expect(await isHadAfter(sinceMs, activated(state))).toBe(isHad);
  });
});

describe('a device of an activation of which the answer was lost', () => {
  const readBack = { readBack: { operation: 'get-line-details', body: '{}' }, finishedAt: at };
  const recorded = (parts: Partial<RequestRecord>) => () => world.recorded({ outcome: 'succeeded', ...parts });

  it.each<[string, Partial<RequestRecord>, number, boolean]>([
    ['given up a while after a read has shown its line', readBack, lateMs, false],
    ['had until then', readBack, lateMs - 1, true],
    ['had where no read has shown its line', { finishedAt: at }, lateMs, true],
    ['had while nobody knows what came of it', { outcome: 'unknown' }, lateMs, true],
  ])('is %s', async (_, parts, sinceMs, isHad) => {
    expect(await isHadAfter(sinceMs, recorded(parts))).toBe(isHad);
  });

  it('is had where there is no record of it', async () => {
    expect(await isHadAfter(lateMs, () => Promise.resolve({ requestId: 'req_gone', at }))).toBe(true);
  });
});
