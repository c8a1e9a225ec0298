import type { Table } from '#platform/table/table';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { longRunningKey, toStored, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import { createRequestReservations, type ItemToChange } from '#tracking/long-running/reserve-request';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { testTable } from '../order/orders';

const now = Date.UTC(2026, 10, 5, 9);
const [at, later] = [now, now + 60_000].map((ms) => new Date(ms).toISOString()) as [string, string];

let table: Table;
beforeAll(async () => (table = await testTable()));

const parts = (own: Table = table) => {
  const locks = createUniqueLocks(own, () => now);
  const items = createLongRunningStore(own, locks, () => now, anyKind);
  return { items, reservations: createRequestReservations({ table: own, items, locks, now: () => now }) };
};

let number = 0;
const fresh = async (change: Partial<LongRunningRequest> = {}): Promise<LongRunningRequest> => {
  const id = `C-${(number += 1)}`;
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

describe('a change of an item', () => {
  const wanted = ({ id }: LongRunningRequest, change: Partial<ItemToChange> = {}): ItemToChange => ({
    ...{ kind: 'port-in', solutionProvider: 'SP-A', id, from: { by: 'crm' } },
    ...change,
  });
  const mine = { requestId: 'req_1', at: later };
  const change = (item: LongRunningRequest, more: Partial<ItemToChange> = {}, reserved = mine) =>
    parts().reservations.change(wanted(item, more), 'update', reserved);

  it('is marked with what it wants, and the item is known by the caller’s words', async () => {
    const item = await fresh();
    const labels = { customerReference: 'our 7' };
    expect(await change(item, { guards: ['number:2125550301'], labels })).toEqual([]);
    expect(await reread(item)).toEqual({
      ...{ ...item, ...labels, revision: 2 },
      pending: { update: { ...mine, guards: ['number:2125550301'] } },
    });
  });

  it('has its item wait for it without an end', async () => {
    const item = await fresh({
      ...{ origin: 'elsewhere', state: 'unknown', raw: {}, expiresAt: 1_999_999_999 },
      timeline: [{ at, type: 'adopted' }],
    });
    await change(item);
    expect(await reread(item)).not.toHaveProperty('expiresAt');
  });

  it('is refused while another is in flight, which is named, but not to its own request', async () => {
    const item = await fresh({ pending: { update: { requestId: 'req_1', at } } });
    await expect(change(item, {}, { requestId: 'req_2', at: later })).rejects.toMatchObject({
      code: 'already-done',
      details: { firstRequest: '/v1/requests/req_1', nextSteps: expect.any(Array) as unknown[] },
    });
    expect(await change(item)).toEqual([]);
    expect((await reread(item)).pending).toEqual({ update: mine });
  });

  it('is refused in a state that allows none, unless AT&T contradicts itself', async () => {
    const done = { state: 'completed' };
    await expect(change(await fresh(done))).rejects.toMatchObject({
      code: 'step-not-allowed',
      details: {
        missing: [
          { fact: 'state', needed: 'submitted or pending or action-required or confirmed', known: 'completed' },
        ],
      },
    });
    expect(await change(await fresh({ ...done, anomaly: { at, state: 'pending' } }))).toEqual([]);
  });

  it('is refused on another version than the one that was read', async () => {
    const item = await fresh();
    await expect(change(item, { expectedVersions: [2] })).rejects.toMatchObject({ code: 'precondition-failed' });
    expect((await reread(item)).pending).toEqual({});
    expect(await change(item, { expectedVersions: [2, 1] })).toEqual([]);
  });

  it('makes an item known that was asked for elsewhere, with a warning that nothing is known of it', async () => {
    const item = { ...(await fresh()), id: 'P-elsewhere' };
    const warnings = await change(item, { labels: { customerReference: 'our 7' } });
    expect(warnings).toEqual(['the state is unknown; the change was asked for unchecked']);
    expect(await reread(item)).toMatchObject({
      ...{ origin: 'elsewhere', state: 'unknown', customerReference: 'our 7', pending: { update: mine } },
      timeline: [{ type: 'adopted', by: 'crm' }],
    });
  });

  it('is asked of the table once where the item as it stands does not allow it', async () => {
    const item = await fresh({ state: 'completed' });
    const changes: unknown[] = [];
    const update: Table['update'] = (one) => (changes.push(one), table.update(one));
    const watched = parts({ ...table, update }).reservations;
    await expect(watched.change(wanted(item), 'update', mine)).rejects.toThrow();
    expect(changes).toHaveLength(1);
  });

  it('is released by its own request, and no other change with it', async () => {
    const pending = { update: mine, cancel: { requestId: 'req_2', at } };
    const item = await fresh({ pending });
    const { reservations } = parts();
    await reservations.release(wanted(item), 'update', 'req_2');
    expect(await reread(item)).toEqual(item);
    await reservations.release(wanted(item), 'update', 'req_1');
    expect(await reread(item)).toMatchObject({ pending: { cancel: pending.cancel }, revision: 2 });
    expect((await reread(item)).pending).not.toHaveProperty('update');
  });

  it('makes no item by its release', async () => {
    const gone = { ...(await fresh()), id: 'P-nowhere' };
    await parts().reservations.release(wanted(gone), 'update', 'req_1');
    expect(await table.get(longRunningKey('port-in', 'SP-A', 'P-nowhere'))).toBeUndefined();
  });
});
