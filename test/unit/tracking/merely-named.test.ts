import { dayMs } from '#platform/table/key-pattern';
import type { Table } from '#platform/table/table';
import { orderKey, orderListKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { queryList } from '#tracking/tracked-list';
import { endOfUnconfirmed, isAboutToEnd, isMerelyNamed, isTelling, prolong } from '#tracking/unconfirmed';
import { anOrder, at, stored, testTable } from './order/orders';

const nowMs = Date.parse(at);
const named = { origin: 'elsewhere', pending: {}, timeline: [{ type: 'order-adopted' }] } as const;

it.each([
  ['order-adopted', false],
  ['adopted', false],
  ['overdue', false],
  ['gave-up', false],
  ['note-added', true],
  ['fact-recorded', true],
])('an entry %s tells something: %s', (type, expected) => {
  expect(isTelling({ type })).toBe(expected);
});

it.each([
  ['named', {}, true],
  ['named and waited for in vain', { timeline: [{ type: 'adopted' }, { type: 'overdue' }, { type: 'gave-up' }] }, true],
  ['made here', { origin: 'here' }, false],
  ['waiting for a request', { pending: { cancel: {} } }, false],
  ['noted on', { timeline: [{ type: 'adopted' }, { type: 'note-added' }] }, false],
  ['of a long history', { movedEntries: 25 }, false],
] as const)('what is %s is merely named: %#', (_, parts, expected) => {
  expect(isMerelyNamed({ ...named, ...parts })).toBe(expected);
});

it.each([
  ['none', undefined, false],
  ['in a day', nowMs / 1_000 + 24 * 3_600, true],
  ['in more than a day', nowMs / 1_000 + 24 * 3_600 + 1, false],
  ['past', nowMs / 1_000 - 1, true],
])('of an end %s is about to end: %#', (_, expiresAt, expected) => {
  expect(isAboutToEnd({ expiresAt }, nowMs)).toBe(expected);
});

describe('in the table', () => {
  let table: Table;
  beforeAll(async () => (table = await testTable()));

  it('what has an end gets a later one; what has none, or is gone, gets none', async () => {
    const adopted = { ...named, facts: {}, timeline: [{ at, type: 'order-adopted' as const }] };
    const order = await stored(table, anOrder({ ...adopted, expiresAt: 1_999_999_999 }));
    const end = (nowMs + 90 * dayMs) / 1_000;
    expect([
      endOfUnconfirmed(nowMs),
      await prolong(table, orderKey(order.solutionProvider, order.quoteId), nowMs),
    ]).toEqual([end, expect.objectContaining({ quoteId: order.quoteId, expiresAt: end })]);
    const endless = await stored(table, anOrder());
    for (const { solutionProvider, quoteId } of [endless, anOrder()])
      expect(await prolong(table, orderKey(solutionProvider, quoteId), nowMs)).toBeUndefined();
  });

  it('a list is read a page at a time, oldest first', async () => {
    const [older, newer] = ['2026-11-02T10:00:00.000Z', '2026-11-02T11:00:00.000Z'].map((createdAt) =>
      anOrder({ solutionProvider: 'SP-L', createdAt }),
    ) as [TrackedOrder, TrackedOrder];
    const { listPk } = orderListKey(older);
    for (const order of [newer, older])
      await table.put({ ...orderKey('SP-L', order.quoteId), ...orderListKey(order), ...order });
    const first = await queryList(table, listPk, 1);
    const second = await queryList(table, listPk, 1, first.next);
    expect([...first.items, ...second.items].map(({ quoteId }) => quoteId)).toEqual([older.quoteId, newer.quoteId]);
    expect((await queryList(table, listPk, 5)).items).toHaveLength(2);
  });
});
