import type { Table } from '#platform/table/table';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createRequestReservations } from '#tracking/long-running/reserve-request';
import { createUniqueLocks, type LockedNames } from '#tracking/long-running/unique-locks';
import { testTable } from '../order/orders';

const now = Date.UTC(2026, 10, 2, 12);
const [earlier, later] = [-60_000, 0].map((ms) => new Date(now + ms).toISOString()) as [string, string];

let table: Table;
beforeAll(async () => (table = await testTable()));

const wanted: [string, LockedNames][] = [
  ['a number', { kind: 'port-in', solutionProvider: 'SP-A', names: ['number:2125550300'] }],
  [
    'a device',
    {
      kind: 'service-activation',
      solutionProvider: 'SP-A',
      names: ['imei:490154203237518', 'sim:89014103211118510720'],
    },
  ],
];

describe.each(wanted)('what an earlier claim of a key has left reserved: %s', (_, locked) => {
  it('is reserved anew, so that whoever saw that claim gone takes nothing away', async () => {
    const locks = createUniqueLocks(table, () => now);
    const items = createLongRunningStore(table, locks, () => now, anyKind);
    const reservations = createRequestReservations({ table, items, locks, now: () => now });
    await reservations.open(locked, { requestId: 'req_1', at: earlier });
    const seen = await locks.owners(locked);

    await reservations.open(locked, { requestId: 'req_1', at: later });
    const mine = Object.fromEntries(
      locked.names.map((name) => [name, expect.objectContaining({ requestId: 'req_1', at: later }) as object]),
    );
    expect(await locks.owners(locked)).toEqual(mine);
    expect(await locks.take(locked, { requestId: 'req_2', at: later }, seen)).toBe(false);
    expect(await locks.owners(locked)).toEqual(mine);
  });

  it('is its own when it is reserved by the same claim, whose first answer was lost', async () => {
    const locks = createUniqueLocks(table, () => now);
    const items = createLongRunningStore(table, locks, () => now, anyKind);
    const reservations = createRequestReservations({ table, items, locks, now: () => now });
    await reservations.open(locked, { requestId: 'req_1', at: later });
    const replace = jest.spyOn(table, 'update');
    await reservations.open(locked, { requestId: 'req_1', at: later });
    // The attempt to take each name, and no other.
    expect(replace).toHaveBeenCalledTimes(locked.names.length);
    replace.mockRestore();
  });
});
