import { activationLocks } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import { anyKind } from '#tracking/long-running/any-kind';
import {
  createUniqueLocks,
  isLockKey,
  lockKey,
  mostFormer,
  takenWith,
  type LockedNames,
  type LockOwner,
} from '#tracking/long-running/unique-locks';
import { orderKey } from '#tracking/order/tracked-order';
import { testTable } from '../order/orders';

const now = Date.UTC(2026, 10, 2, 12);
const at = new Date(now).toISOString();
const later = new Date(now + 1_000).toISOString();

let table: Table;
beforeAll(async () => (table = await testTable()));

let number = 2_125_550_100;
const aNumber = (): LockedNames => ({
  ...{ kind: 'port-in', solutionProvider: 'SP-A', names: [`number:${(number += 1)}`] },
});
const aDevice = (): LockedNames => ({
  ...{ kind: 'service-activation', solutionProvider: 'SP-A' },
  names: [`sim:${(number += 1)}`, `imei:${number}`],
});
const [nobody, first, second]: LockOwner[] = ['req_0', 'req_1', 'req_2'].map((requestId) => ({ requestId, at })) as [
  ...[LockOwner, LockOwner],
  LockOwner,
];
const locks = () => createUniqueLocks(table, () => now);
const itemOf = (locked: LockedNames, id: string, requestId?: string) =>
  anyKind.newLongRunningRequest(
    {
      ...{ kind: locked.kind, id, solutionProvider: locked.solutionProvider, origin: 'here', guards: locked.names },
      observation: { at, details: {} },
    },
    { requestId },
  );

describe.each([
  ['a number', aNumber],
  ['a device', aDevice],
])('%s', (_, fresh) => {
  const ownedBy = (locked: LockedNames, owner: LockOwner) =>
    Object.fromEntries(
      locked.names.map((name) => [
        name,
        locked.names.length > 1 ? { ...owner, names: locked.names.toSorted() } : owner,
      ]),
    );

  it('is one’s own once it is taken, and nobody else’s', async () => {
    const locked = fresh();
    expect(await locks().owners(locked)).toEqual({});
    expect(await locks().take(locked, first)).toBe(true);
    expect(await locks().take(locked, second)).toBe(false);
    expect(await locks().take(locked, { ...first, at: later })).toBe(false);
    expect(await locks().take(locked, first)).toBe(true);
    expect(await locks().owners(locked)).toEqual(ownedBy(locked, first));
  });

  it('is another Solution Provider’s as well', async () => {
    const locked = fresh();
    await locks().take(locked, first);
    expect(await locks().take({ ...locked, solutionProvider: 'SP-B' }, second)).toBe(true);
  });

  it('is passed on by who has nothing more to do with it, and by nobody else', async () => {
    const locked = fresh();
    const names = (owner: LockOwner) => Object.fromEntries(locked.names.map((name) => [name, owner]));
    await locks().take(locked, first);
    expect(await locks().take(locked, second, names(nobody))).toBe(false);
    expect(await locks().take(locked, second, names({ ...first, at: later }))).toBe(false);
    expect(await locks().take(locked, second, names(first))).toBe(true);
    expect(await locks().owners(locked)).toEqual(ownedBy(locked, second));
  });

  it('is free again once its owner frees it, whenever it was taken or as it was taken then', async () => {
    const locked = fresh();
    await locks().take(locked, first);
    await locks().free(locked, { requestId: 'req_2' });
    await locks().free(locked, { ...first, at: later });
    expect(await locks().owners(locked)).toEqual(ownedBy(locked, first));
    await locks().free(locked, { requestId: 'req_1' });
    expect(await locks().owners(locked)).toEqual({});
  });

  it('stays with its owner once it leads to an item, until that has no use for it', async () => {
    const locked = fresh();
    await locks().take(locked, first);
    await locks().identify(locked, second, 'OTHER');
    await locks().identify(locked, { requestId: 'req_1' }, 'ITEM-1');
    expect(await locks().owners(locked)).toEqual(ownedBy(locked, { ...first, itemId: 'ITEM-1' }));
    await locks().free(locked, first);
    expect(await locks().take(locked, first)).toBe(false);
    await locks().release(itemOf(locked, 'ITEM-2', 'req_2'));
    expect(await locks().owners(locked)).not.toEqual({});
    await locks().release(itemOf(locked, 'ITEM-1'));
    expect(await locks().owners(locked)).toEqual({});
  });

  it('is freed by the item its request led to, where nobody said so', async () => {
    const locked = fresh();
    await locks().take(locked, first);
    await locks().release(itemOf(locked, 'ITEM-1', 'req_1'));
    expect(await locks().owners(locked)).toEqual({});
  });

  it('of an item that no request of ours made is that item’s', async () => {
    const locked = fresh();
    await locks().take(locked, { itemId: 'ITEM-1', at });
    await locks().free(locked, { itemId: 'ITEM-2' });
    expect(Object.keys(await locks().owners(locked))).toHaveLength(locked.names.length);
    await locks().free(locked, { itemId: 'ITEM-1' });
    expect(await locks().owners(locked)).toEqual({});
  });
});

describe('names that are wanted together', () => {
  it('are taken in one order by everybody, so that one of two gets all', async () => {
    const locked = aDevice();
    const [imei, sim] = locked.names.toSorted() as [string, string];
    await locks().take({ ...locked, names: [sim] }, first);
    expect(await locks().take(locked, second)).toBe(false);
    // What was taken before stays, for whoever took it to free.
    expect(Object.keys(await locks().owners({ ...locked, names: [imei] }))).toEqual([imei]);
    expect(lockKey(locked)).toEqual(lockKey({ ...locked, names: [imei, sim] }));
    await locks().free(locked, second);
    expect(Object.keys(await locks().owners(locked))).toEqual([sim]);
  });

  it('are known to be one request’s by any of them', async () => {
    const locked = aDevice();
    await locks().take(locked, first);
    const key = lockKey(locked);
    const item = (await table.get(key))!;
    expect(takenWith(key, item, 'req_1')).toEqual({ locked: { ...locked, names: locked.names.toSorted() }, at });
    expect(takenWith(key, item, 'req_2')).toBeUndefined();
  });

  it('are one where there is one', async () => {
    const locked = aNumber();
    await locks().take(locked, first);
    const key = lockKey(locked);
    expect(takenWith(key, (await table.get(key))!, 'req_1')).toEqual({ locked, at });
  });

  it('are found under keys of their own', () => {
    expect([isLockKey(lockKey(aNumber())), isLockKey(lockKey(aDevice())), isLockKey(orderKey('SP-A', '0Q0'))]).toEqual([
      ...[true, true],
      false,
    ]);
  });
});

describe('what is known of something nobody has', () => {
  it('is nothing of a device, whose item expires, but not while somebody has it', async () => {
    const locked = aDevice();
    await locks().take(locked, first);
    expect(await table.get(lockKey(locked))).not.toHaveProperty('expiresAt');
    await locks().free(locked, first);
    expect(await table.get(lockKey(locked))).toMatchObject({ expiresAt: activationLocks.lifetime.expiresAt(now) });
    await locks().take(locked, second);
    expect(await table.get(lockKey(locked))).not.toHaveProperty('expiresAt');
  });

  it('is the port-ins a number was in, the newest of them', async () => {
    const locked = aNumber();
    for (let id = 1; id <= mostFormer + 2; id += 1) {
      await locks().take(locked, { itemId: `PORT-${id}`, at });
      await locks().release(itemOf(locked, `PORT-${id}`));
    }
    await locks().take(locked, first);
    const { owners, formerItems } = await locks().about(locked);
    expect(owners).toEqual({ [locked.names[0]!]: first });
    expect(formerItems).toHaveLength(mostFormer);
    expect([formerItems[0], formerItems.at(-1)]).toEqual(['PORT-3', `PORT-${mostFormer + 2}`]);
    expect((await table.get(lockKey(locked)))?.['formerItems']).toHaveLength(mostFormer);
  });

  it('has no port-in that was never there', async () => {
    const locked = aNumber();
    await locks().take(locked, first);
    await locks().free(locked, first);
    expect(await locks().about(locked)).toEqual({ owners: {}, formerItems: [] });
    expect(await locks().about(aNumber())).toEqual({ owners: {}, formerItems: [] });
  });
});
