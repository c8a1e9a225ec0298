import type { Table } from '#platform/table/table';
import { requestKey } from '#requests/request-record';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { toStored, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import { createUniqueLocks, type LockOwner } from '#tracking/long-running/unique-locks';
import { endOfUnconfirmed } from '#tracking/unconfirmed';
import { testTable } from '../order/orders';

const now = Date.UTC(2026, 10, 5, 9);
const [at, later] = [now, now + 60_000].map((ms) => new Date(ms).toISOString()) as [string, string];

let table: Table;
beforeAll(async () => (table = await testTable()));

const parts = (own: Table = table) => {
  const locks = createUniqueLocks(own, () => now);
  const items = createLongRunningStore(own, locks, () => now, anyKind);
  return { locks, items };
};

let number = 0;
const fresh = async (change: Partial<LongRunningRequest> = {}): Promise<LongRunningRequest> => {
  const id = `P-${(number += 1)}`;
  const observation = { at, status: 'pending', state: 'pending', details: {} };
  const item = {
    ...anyKind.newLongRunningRequest(
      { kind: 'port-in', id, solutionProvider: 'SP-A', origin: 'here', observation },
      {},
    ),
    ...change,
  };
  await table.put(toStored(item));
  return item;
};
const reread = async ({ kind, solutionProvider, id }: LongRunningRequest): Promise<LongRunningRequest> =>
  (await parts().items.find(kind, solutionProvider, id))!;
const lockOf = (name: string) => ({ kind: 'port-in' as const, solutionProvider: 'SP-A', names: [name] });

/** What there is to an item of which nothing is known but that somebody named it. */
const named: Partial<LongRunningRequest> = {
  ...{ origin: 'elsewhere', state: 'unknown', raw: {} },
  timeline: [{ at, type: 'adopted' }],
};

describe('an item', () => {
  it('is listed with those of its kind and Solution Provider, oldest first, a page at a time', async () => {
    const { items } = parts();
    const born = (id: string, solutionProvider: string, minute: number) =>
      items.adopt(
        {
          ...{ kind: 'port-in', id, solutionProvider, origin: 'elsewhere' },
          observation: { at: `2026-11-05T09:0${minute}:00.000Z`, details: {} },
        },
        {},
      );
    await born('L-2', 'SP-L', 2);
    await born('L-1', 'SP-L', 1);
    await born('L-0', 'SP-other', 0);
    await born('L-3', 'SP-L', 3);
    const first = await items.list('port-in', 'SP-L', 2);
    expect(first.items.map(({ id }) => id)).toEqual(['L-1', 'L-2']);
    const rest = await items.list('port-in', 'SP-L', 2, first.next);
    expect(rest).toMatchObject({ items: [{ id: 'L-3' }] });
    expect(rest).not.toHaveProperty('next');
    expect(await items.list('service-activation', 'SP-L', 2)).toEqual({ items: [] });
  });

  it('is made once, and stays what it was', async () => {
    const item = await fresh();
    const again = { ...item, observation: { at: later, state: 'completed', status: 'completed', details: {} } };
    expect(await parts().items.adopt({ ...again, origin: 'elsewhere' }, {})).toEqual(item);
    const lost = { ...table, get: () => Promise.resolve(undefined) };
    await expect(parts(lost).items.adopt(again, {})).rejects.toThrow('comes and goes');
  });

  it('has a later end when it is looked for and is about to end', async () => {
    const item = await fresh({ ...named, expiresAt: now / 1_000 + 3_600 });
    const again = { ...item, observation: { at: later, details: {} } };
    const adopted = await parts().items.adopt({ ...again, origin: 'elsewhere' }, {});
    expect(adopted).toEqual({ ...item, expiresAt: endOfUnconfirmed(now) });
    expect(await reread(item)).toEqual(adopted);
  });

  it('takes in what an answer shows on top of what else has happened to it', async () => {
    const item = await fresh();
    const { items } = parts();
    await items.observe(item, { at: later, status: 'confirmed', state: 'confirmed', details: { b: 2 } }, { by: 'crm' });
    const other = { at, status: 'pending', state: 'pending', details: { a: 1 } };
    expect((await items.observe(item, { ...other, at: later }, {})).details).toEqual({ a: 1, b: 2 });
    expect((await reread(item)).revision).toBe(3);
  });

  it('has room made in a timeline that is full', async () => {
    const entry = { at, type: 'note-added' } as const;
    const item = await fresh({ timeline: Array.from({ length: 100 }, () => entry) });
    const { items } = parts();
    await items.observe(item, { at: later, status: 'confirmed', state: 'confirmed', details: {} }, {});
    const changed = await reread(item);
    expect([changed.state, changed.movedEntries, changed.timeline.length]).toEqual(['confirmed', 25, 76]);
    expect(await items.entriesBefore(changed, 26)).toEqual({
      entries: Array.from({ length: 25 }, () => entry),
      first: 1,
    });
  });
});

describe('what an item keeps from others', () => {
  const ended = { at: later, status: 'completed', state: 'completed', details: {} };
  const taken = async () => {
    const name = `number:212555${1000 + (number += 1)}`;
    const item = await fresh({ guards: [name], requestId: 'req_1' });
    const { locks, items } = parts();
    await locks.take(lockOf(name), { requestId: 'req_1', at });
    return { name, item, locks, items, owners: () => locks.owners(lockOf(name)) };
  };

  it('is free once it has ended, and not before', async () => {
    const { item, items, owners } = await taken();
    const confirmed = await items.observe(item, { ...ended, status: 'confirmed', state: 'confirmed' }, {});
    expect(await owners()).not.toEqual({});
    await items.observe(confirmed, ended, {});
    expect(await owners()).toEqual({});
  });

  it('is freed before the end is written, so that a process that dies leaves it to be seen again', async () => {
    const { item, owners } = await taken();
    const dying = { ...table, put: () => Promise.reject(new Error('the process dies')) };
    await expect(parts(dying).items.observe(item, ended, {})).rejects.toThrow('dies');
    expect(await owners()).toEqual({});
    expect((await reread(item)).state).toBe('pending');
  });

  const withRecord = async (outcome: string, ownerOf = (_id: string): LockOwner => ({ requestId: 'req_2', at })) => {
    const { name, item, locks, items } = await taken();
    const wanted = `${name}9`;
    await locks.take(lockOf(wanted), ownerOf(item.id));
    await table.put({
      ...requestKey('req_2'),
      ...{ requestId: 'req_2', solutionProvider: 'SP-A', operation: 'update-port-in', clientId: 'crm', outcome },
      ...{ owner: 'o', bodyHash: 'h', startedAt: at, finishedAt: later, deadlineAt: at, expiresAt: 2_000_000_000 },
      request: { path: {}, query: {} },
    });
    await table.put(toStored({ ...item, pending: { update: { requestId: 'req_2', at, guards: [wanted] } } }));
    const changed = await items.withOutcomes(await reread(item));
    return { name, wanted, changed, locks };
  };

  it('is another number once a correction is done, and the one before is free', async () => {
    const { name, wanted, changed, locks } = await withRecord('succeeded');
    expect(changed).toMatchObject({ guards: [wanted], pending: {} });
    expect(await locks.owners(lockOf(name))).toEqual({});
    expect(await locks.owners(lockOf(wanted))).toEqual({ [wanted]: { itemId: changed.id, at: changed.updatedAt } });
    expect((await locks.about(lockOf(name))).formerItems).toEqual([changed.id]);
  });

  it('is had since the correction where the item had it before', async () => {
    const { wanted, changed, locks } = await withRecord('succeeded', (itemId) => ({ itemId, at }));
    expect(await locks.owners(lockOf(wanted))).toEqual({ [wanted]: { itemId: changed.id, at: later } });
  });

  it('stays with a stranger who has it though a correction to it is done', async () => {
    const { wanted, changed, locks } = await withRecord('succeeded', () => ({ requestId: 'req_9', at }));
    expect(changed.guards).toEqual([wanted]);
    expect(await locks.owners(lockOf(wanted))).toEqual({ [wanted]: { requestId: 'req_9', at } });
  });

  it('is free of no change that is in flight still, when another has ended', async () => {
    const { item, locks, items } = await taken();
    const wanted = `number:${item.id}`;
    await locks.take(lockOf(wanted), { requestId: 'req_open', at });
    const pending = {
      update: { requestId: 'req_open', at, guards: [wanted] },
      cancel: { requestId: 'req_2', at },
    };
    await withRecord('rejected');
    await table.put(toStored({ ...item, pending }));
    expect((await items.withOutcomes(await reread(item))).pending).toEqual({ update: pending.update });
    expect(await locks.owners(lockOf(wanted))).toEqual({ [wanted]: { requestId: 'req_open', at } });
  });

  it('is what it was when a correction led to nothing, and the number that was wanted is free', async () => {
    const { name, wanted, changed, locks } = await withRecord('rejected');
    expect(changed).toMatchObject({ guards: [name], pending: {} });
    expect(Object.keys(await locks.owners(lockOf(name)))).toEqual([name]);
    expect(await locks.owners(lockOf(wanted))).toEqual({});
  });
});
