import type { Table } from '#platform/table/table';
import { requestKey } from '#requests/request-record';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { toStored } from '#tracking/long-running/long-running-request';
import { createRequestReservations } from '#tracking/long-running/reserve-request';
import { createUniqueLocks, type LockedNames, type LockOwner } from '#tracking/long-running/unique-locks';
import { testTable } from '../order/orders';
import { aNumber, at, lockOf, now } from './effects-world';

const later = new Date(now + 60_000).toISOString();
const mine = { requestId: 'req_mine', at: later };

let table: Table;
beforeAll(async () => (table = await testTable()));

const parts = (own: Table = table) => {
  const locks = createUniqueLocks(own, () => now + 60_000);
  const items = createLongRunningStore(own, locks, () => now, anyKind);
  const reservations = createRequestReservations({ table: own, items, locks, now: () => now + 60_000 });
  return { locks, open: (...asked: Parameters<typeof reservations.open>) => reservations.open(...asked) };
};

/** What somebody else has. */
const hadBy = async (owner: LockOwner) => {
  const number = aNumber();
  const locked = lockOf(number);
  await parts().locks.take(locked, owner);
  return { locked, owner: async () => (await parts().locks.owners(locked))[`number:${number}`] };
};

const decided = (requestId: string, outcome: string) =>
  table.put({
    ...requestKey(requestId),
    ...{
      requestId,
      solutionProvider: 'SP-A',
      operation: 'request-port-in',
      clientId: 'crm',
      owner: 'o',
      bodyHash: 'h',
    },
    ...{ outcome, startedAt: at, deadlineAt: at, expiresAt: 2_000_000_000, request: { path: {}, query: {} } },
  });

const portIn = async (id: string, { names }: LockedNames, state: string) => {
  const observation = { at, status: state, state, details: {} };
  const fresh = { kind: 'port-in', id, solutionProvider: 'SP-A', origin: 'here', guards: names, observation } as const;
  await table.put(toStored(anyKind.newLongRunningRequest(fresh, {})));
};

describe('what another has', () => {
  it('is not to be had while nobody knows what became of its request, which is named', async () => {
    const { locked, owner } = await hadBy({ requestId: 'req_open', at });
    const refused = parts().open(locked, mine);
    await expect(refused).rejects.toMatchObject({
      ...{ code: 'already-done', details: { firstRequest: '/v1/requests/req_open' } },
    });
    await expect(refused).rejects.not.toHaveProperty('details.detail');
    expect(await owner()).toEqual({ requestId: 'req_open', at });
  });

  it('is not to be had while the item it leads to is open, which is named with what can be done', async () => {
    const { locked } = await hadBy({ itemId: 'O-open', at });
    await portIn('O-open', locked, 'pending');
    const refused = parts().open(locked, mine);
    await expect(refused).rejects.toMatchObject({
      code: 'already-done',
      details: {
        detail: 'AT&T’s id of the port-in that has it is O-open; its state is pending.',
        nextSteps: expect.any(Array) as unknown[],
      },
    });
    await expect(refused).rejects.not.toHaveProperty('details.firstRequest');
  });

  it.each(['rejected', 'not-sent', 'not-applied'])('is to be had once its request was %s', async (outcome) => {
    const { locked, owner } = await hadBy({ requestId: `req_${outcome}`, at });
    await decided(`req_${outcome}`, outcome);
    await parts().open(locked, mine);
    expect(await owner()).toEqual(mine);
  });

  it('is to be had once the item it leads to has ended', async () => {
    const { locked, owner } = await hadBy({ itemId: 'O-over', at });
    await portIn('O-over', locked, 'completed');
    await parts().open(locked, mine);
    expect(await owner()).toEqual(mine);
  });
});

describe('what an earlier claim of the same key has left', () => {
  it('is taken over', async () => {
    const { locked, owner } = await hadBy({ requestId: 'req_mine', at });
    await parts().open(locked, mine);
    expect(await owner()).toEqual(mine);
  });

  it('is not taken over where it has led to an item that is open', async () => {
    const { locked, owner } = await hadBy({ requestId: 'req_mine', itemId: 'O-led', at });
    await portIn('O-led', locked, 'pending');
    await expect(parts().open(locked, mine)).rejects.toMatchObject({ code: 'already-done' });
    expect(await owner()).toMatchObject({ itemId: 'O-led' });
  });
});

describe('a request that does not get all it wants', () => {
  it('leaves nothing that it took', async () => {
    const [imei, sim] = [`imei:${aNumber()}`, `sim:${aNumber()}`];
    const device: LockedNames = { kind: 'service-activation', solutionProvider: 'SP-A', names: [imei, sim] };
    await parts().locks.take({ ...device, names: [sim] }, { requestId: 'req_open', at });
    await expect(parts().open(device, mine)).rejects.toMatchObject({
      ...{ code: 'already-done', details: { firstRequest: '/v1/requests/req_open' } },
    });
    expect(await parts().locks.owners(device)).toEqual({ [sim]: { requestId: 'req_open', at } });
  });

  it('is told by whom, where somebody was faster', async () => {
    const { locked } = await hadBy({ requestId: 'req_gone', at });
    await decided('req_gone', 'rejected');
    let takes = 0;
    const update: Table['update'] = async (change) => {
      // Between the look at who has it and the second attempt.
      if ((takes += 1) === 2) {
        const { locks } = parts();
        await locks.take(locked, { requestId: 'req_faster', at }, await locks.owners(locked));
      }
      return table.update(change);
    };
    await expect(parts({ ...table, update }).open(locked, mine)).rejects.toMatchObject({
      ...{ code: 'already-done', details: { firstRequest: '/v1/requests/req_faster' } },
    });
    expect(Object.values(await parts().locks.owners(locked))).toEqual([{ requestId: 'req_faster', at }]);
  });
});
