import type { Table } from '#platform/table/table';
import { appendNotice, mostNotices } from '#tracking/append-notice';
import { orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { anOrder, at, reread, stored, testTable } from './order/orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const later = '2026-11-02T13:00:00.000Z';
const noted = { at: later, type: 'note-added' } as const;
const orderWith = (parts: Partial<TrackedOrder> = {}) => stored(table, anOrder({ ...parts }));
const telling = async (order: TrackedOrder, mark: string, entry: Parameters<typeof appendNotice>[3] = noted) =>
  (await appendNotice(table, orderKey(order.solutionProvider, order.quoteId), mark, entry)) !== undefined;
const marks = (length: number) => Array.from({ length }, (_, index) => `mark ${index}`);
const adopted = {
  origin: 'elsewhere',
  facts: {},
  timeline: [{ at, type: 'order-adopted' }],
  expiresAt: 1_999_999_999,
} as const;

it('is told once under a mark, with its time', async () => {
  const order = await orderWith();
  expect([await telling(order, 'one'), await telling(order, 'one'), await telling(order, 'two')]).toEqual([
    true,
    false,
    true,
  ]);
  const { timeline, ...told } = await reread(table, order);
  expect(timeline).toEqual([...order.timeline, noted, noted]);
  expect(told).toMatchObject({ updatedAt: later, notices: ['one', 'two'] });
});

it('is not told of what is not there', async () => {
  const order = anOrder();
  expect(await telling(order, 'one')).toBe(false);
  expect(await table.get(orderKey(order.solutionProvider, order.quoteId))).toBeUndefined();
});

it.each([
  ['note-added', undefined],
  ['overdue', 1_999_999_999],
])('%s of what is merely named leaves its end at %s', async (type, expiresAt) => {
  const order = await orderWith({ ...adopted, timeline: [...adopted.timeline] });
  expect(await telling(order, 'one', { at: later, type })).toBe(true);
  expect((await reread(table, order)).expiresAt).toBe(expiresAt);
});

it.each([
  ['the last mark', mostNotices - 1, true],
  ['a mark too many', mostNotices, false],
])('%s: is told: %s', async (_, standing, expected) => {
  const order = await orderWith({ notices: marks(standing) });
  expect(await telling(order, 'new')).toBe(expected);
  expect((await reread(table, order)).notices).toHaveLength(mostNotices);
});

describe('of an item that is full', () => {
  const timeline = Array.from({ length: 100 }, () => ({ at, type: 'note-added' as const }));

  it('is told once there is room', async () => {
    const order = await orderWith({ timeline });
    expect(await telling(order, 'one')).toBe(true);
    const after = await reread(table, order);
    expect([after.movedEntries, after.timeline.length, after.timeline.at(-1)]).toEqual([25, 76, noted]);
  });

  it.each([
    ['is told already', ['one']],
    ['has been told of too often', marks(mostNotices)],
  ])('and %s, makes no room', async (_, notices) => {
    const order = await orderWith({ timeline, notices });
    expect(await telling(order, 'one')).toBe(false);
    expect(await reread(table, order)).toEqual(order);
  });
});
