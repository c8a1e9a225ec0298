import * as z from 'zod';
import { orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import type { Key, Table } from '#platform/table/table';
import { timelineEntries } from '#platform/table/keys';
import { timelineView } from '#tracking/timeline-view';
import {
  hasLength,
  hasRoom,
  isMovedAs,
  isTooLong,
  lengthOf,
  makeRoom,
  movedEntriesOf,
  newestPage,
  pageBefore,
} from '#tracking/timeline';
import { anOrder, at, reread, stored, testTable } from './order/orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const entry = z.object({ at: z.string(), type: z.literal('order-adopted'), by: z.string() });
type Entry = z.output<typeof entry>;
/** Entries by their places in the timeline, from 1. */
const entries = (from: number, to: number): Entry[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    at,
    type: 'order-adopted',
    by: `${from + index}`,
  }));

/** An order with so many entries, of which so many have moved, by `makeRoom` 25 at a time. */
const orderWith = async (length: number, moved = 0, parts: Partial<TrackedOrder> = {}) => {
  const order = await stored(table, anOrder({ timeline: entries(1, length), ...parts }));
  const key = orderKey(order.solutionProvider, order.quoteId);
  for (let times = 0; times < moved / 25; times += 1) await makeRoom(table, key);
  return { key, item: await reread(table, order) };
};
const all = async (key: Key) => ((await table.get(key)) as unknown as { timeline: Entry[] }).timeline;

const withMoved = (movedEntries: number | undefined, timeline: Entry[]) => ({ movedEntries, timeline });

it('counts what has moved', () => {
  expect([
    lengthOf({ timeline: [] }),
    lengthOf(withMoved(undefined, entries(1, 3))),
    lengthOf(withMoved(25, entries(26, 28))),
  ]).toEqual([0, 3, 28]);
  expect([isTooLong({ timeline: entries(1, 100) }), isTooLong({ timeline: entries(1, 101) })]).toEqual([false, true]);
});

describe('a page of a timeline', () => {
  it.each([
    [withMoved(undefined, entries(1, 3)), 1, 3],
    [withMoved(undefined, entries(1, 50)), 1, 50],
    [withMoved(undefined, entries(1, 51)), 2, 51],
    [withMoved(25, entries(26, 100)), 51, 100],
    [withMoved(25, []), 26, 25],
  ])('has the 50 newest: %#', (item, first, last) => {
    expect(newestPage(item)).toEqual({ entries: entries(first, last), first });
  });

  it.each<[number, number, number, number, number]>([
    // Of a length, with so many moved, before a place: from, to.
    [110, 50, 111, 61, 110],
    [110, 50, 500, 61, 110],
    [110, 50, 101, 51, 100],
    [110, 50, 100, 50, 99],
    [110, 50, 61, 11, 60],
    [110, 50, 51, 1, 50],
    [110, 50, 11, 1, 10],
    [110, 50, 1, 1, 0],
    [60, 0, 61, 11, 60],
    [60, 0, 11, 1, 10],
    [60, 0, 1, 1, 0],
  ])(
    'of %i entries, %i of them moved, before place %i has those from %i to %i',
    async (length, moved, before, first, last) => {
      const { key, item } = await orderWith(length, moved);
      expect([item.movedEntries ?? 0, lengthOf(item)]).toEqual([moved, length]);
      const known = { movedEntries: item.movedEntries, timeline: await all(key) };
      expect(await pageBefore(table, key, known, before, entry)).toEqual({ entries: entries(first, last), first });
    },
  );

  it.each([
    [{ entries: entries(11, 60), first: 11 }, { earlierEntries: '/v1/x?timelineBefore=11' }],
    [{ entries: entries(2, 2), first: 2 }, { earlierEntries: '/v1/x?timelineBefore=2' }],
    [{ entries: entries(1, 50), first: 1 }, {}],
    [{ entries: [], first: 26 }, {}],
  ])('says where to go on: %#', (page, more) => {
    expect(timelineView(page, '/v1/x')).toStrictEqual({ timeline: page.entries, ...more });
  });
});

describe('room in a timeline', () => {
  it('is made of the 25 oldest, which are kept for two years', async () => {
    const merelyNamed = { origin: 'elsewhere', facts: {}, expiresAt: 2_000_000_000 } as const;
    const { key, item } = await orderWith(100, 0, merelyNamed);
    await makeRoom(table, key);
    const after = (await table.get(key))!;
    expect([after['movedEntries'], after['timeline'], after['expiresAt']]).toEqual([25, entries(26, 100), undefined]);
    expect(await movedEntriesOf(table, key, { from: 1, to: 99 })).toEqual(entries(1, 25));
    expect(await movedEntriesOf(table, key, { from: 3, to: 4 })).toEqual(entries(3, 4));
    expect(await movedEntriesOf(table, key, { from: 3, to: 3 })).toEqual(entries(3, 3));
    expect(await movedEntriesOf(table, key, { from: 3, to: 2 })).toEqual([]);
    const [copy] = await copiesOf(key);
    expect(copy).toMatchObject({ sk: '0000000001', sequence: 1, expiresAt: Date.parse(at) / 1_000 + 730 * 24 * 3_600 });
    expect(item.movedEntries).toBeUndefined();
  });

  const copiesOf = async ({ pk, sk }: Key) =>
    (await table.query({ partition: timelineEntries.key.partitionOf({ partition: pk, sort: sk }), limit: 200 })).items;

  it('is looked for where it stands, and no further', async () => {
    const query = jest.fn(() => Promise.resolve({ items: [] }));
    expect(await movedEntriesOf({ query }, { pk: 'P', sk: 'S' }, { from: 3, to: 7 })).toEqual([]);
    expect(query.mock.calls).toMatchObject([[{ isConsistent: true, limit: 5 }]]);
  });

  it('is not made where there is enough, nor of what is not there', async () => {
    const { key } = await orderWith(75);
    await makeRoom(table, key);
    expect([(await all(key)).length, await copiesOf(key)]).toEqual([75, []]);
    const unknown = orderKey('SP-A', anOrder().quoteId);
    await makeRoom(table, unknown);
    expect(await table.get(unknown)).toBeUndefined();
  });

  it('is made where there is a little', async () => {
    const { key } = await orderWith(76);
    await makeRoom(table, key);
    expect((await all(key)).length).toBe(51);
  });

  it('is not made twice of what another has moved meanwhile', async () => {
    const { key } = await orderWith(100);
    const raced = {
      ...table,
      get: async (one: Key) => {
        const read = await table.get(one);
        await makeRoom(table, one);
        return read;
      },
    };
    await makeRoom(raced, key);
    expect([await all(key), (await copiesOf(key)).length]).toEqual([entries(26, 100), 25]);
  });

  it('is what an item has, as long as nothing has moved that is not known to have', async () => {
    const { key } = await orderWith(110, 50);
    const holds = async (condition: Parameters<Table['put']>[1]) =>
      (await table.update({ key, set: { updatedAt: at }, condition: condition! })) !== undefined;
    expect(await holds(isMovedAs({ movedEntries: 50 }))).toBe(true);
    expect(await holds(isMovedAs({ movedEntries: 25 }))).toBe(false);
    expect(await holds(isMovedAs({}))).toBe(false);
    expect([
      await holds(hasLength({ movedEntries: 50 }, 110)),
      await holds(hasLength({ movedEntries: 50 }, 60)),
    ]).toEqual([true, false]);
    expect(await holds(hasLength({ movedEntries: 25 }, 85))).toBe(false);
    expect(await holds(hasRoom)).toBe(true);
    await table.update({ key, set: { timeline: entries(1, 100) } });
    expect(await holds(hasRoom)).toBe(false);
  });
});
