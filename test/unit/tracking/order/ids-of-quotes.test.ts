import type { Table } from '#platform/table/table';
import { createOrderStore } from '#tracking/order/order-store';
import { createQuoteLookup } from '#tracking/order/quote-of-id';
import { orderIdKey } from '#tracking/order/tracked-order';
import { at, stored, testTable, trackedOrder } from './orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const minuteMs = 60_000;

describe('the quote an id belongs to', () => {
  const asked = () => {
    let reads = 0;
    let nowMs = Date.parse(at);
    const get: Table['get'] = (...key) => ((reads += 1), table.get(...key));
    const quoteOf = createQuoteLookup({ ...table, get }, () => nowMs);
    return { quoteOf, reads: () => reads, advance: (ms: number) => (nowMs += ms) };
  };
  const give = (id: string, quoteId: unknown, solutionProvider = 'SP-A') =>
    table.put({ ...orderIdKey(solutionProvider, id), quoteId });

  it('is read once in five minutes', async () => {
    await give('801-kept', '0Q0-first');
    const { quoteOf, reads, advance } = asked();
    expect([await quoteOf('SP-A', '801-kept'), await quoteOf('SP-A', '801-kept'), reads()]).toEqual([
      ...['0Q0-first', '0Q0-first'],
      1,
    ]);
    await give('801-kept', '0Q0-second');
    advance(5 * minuteMs - 1);
    expect(await quoteOf('SP-A', '801-kept')).toBe('0Q0-first');
    advance(1);
    expect(await quoteOf('SP-A', '801-kept')).toBe('0Q0-second');
    expect(reads()).toBe(2);
  });

  it('is one Solution Provider’s alone', async () => {
    await give('801-own', '0Q0-own');
    const { quoteOf } = asked();
    expect(await quoteOf('SP-A', '801-own')).toBe('0Q0-own');
    expect(await quoteOf('SP-B', '801-own')).toBeUndefined();
  });

  it('is found as soon as it is there', async () => {
    const { quoteOf, reads } = asked();
    expect(await quoteOf('SP-A', '801-late')).toBeUndefined();
    await give('801-late', '0Q0-late');
    expect(await quoteOf('SP-A', '801-late')).toBe('0Q0-late');
    expect(reads()).toBe(2);
  });

  it('is nothing where the item names none', async () => {
    await give('801-odd', 7);
    expect(await asked().quoteOf('SP-A', '801-odd')).toBeUndefined();
  });

  it('is kept of so many ids only', async () => {
    let reads = 0;
    const quoteOf = createQuoteLookup({ get: () => ((reads += 1), Promise.resolve({ quoteId: '0Q0-any' })) }, () => 0);
    for (let id = 0; id <= 10_000; id += 1) await quoteOf('SP-A', `801-${id}`);
    await quoteOf('SP-A', '801-0');
    expect(reads).toBe(10_001);
    await quoteOf('SP-A', '801-new');
    await quoteOf('SP-A', '801-0');
    expect(reads).toBe(10_003);
  });
});

describe('ids that belong to another quote', () => {
  const created = { name: 'order', value: 'created', provenance: 'attested', at } as const;
  const idsOf = (name: string) => ({ orderId: `801-${name}`, subOrderIds: [`801-${name}-1`] });
  const retraction = { key: 'order', by: 'crm', actor: 'Kim Example', purpose: 'wrong order' };
  const taken = { code: 'fact-already-known', details: { detail: expect.stringContaining('another quote') as string } };

  it.each([
    ['that has not got them yet', trackedOrder({ quoteId: '0Q0-owner' })],
    ['that gave up others', trackedOrder({ quoteId: '0Q0-owner', orderId: '801-led', hasGivenUpIds: true })],
  ])('%s are not taken from it', async (_, owner) => {
    const orders = createOrderStore(table, () => Date.parse(at));
    await stored(table, owner);
    await table.put({ ...orderIdKey('SP-A', '801-led'), quoteId: '0Q0-owner' });
    const order = await stored(table, trackedOrder({ quoteId: `0Q0-wants-${String(owner.hasGivenUpIds)}` }));
    await expect(orders.record(order, created, { ids: idsOf('led') })).rejects.toMatchObject(taken);
    expect(await table.get(orderIdKey('SP-A', '801-led'))).toMatchObject({ quoteId: '0Q0-owner' });
  });

  it('which is gone are free', async () => {
    const orders = createOrderStore(table, () => Date.parse(at));
    await table.put({ ...orderIdKey('SP-A', '801-free'), quoteId: '0Q0-gone' });
    const order = await stored(table, trackedOrder({ quoteId: '0Q0-wants-free' }));
    await orders.record(order, created, { ids: idsOf('free') });
    expect(await table.get(orderIdKey('SP-A', '801-free'))).toMatchObject({ quoteId: '0Q0-wants-free' });
  });

  it('and that it has again, after it gave up others, lead back to it alone', async () => {
    const orders = createOrderStore(table, () => Date.parse(at));
    const first = await stored(table, trackedOrder({ quoteId: '0Q0-first' }));
    const second = await stored(table, trackedOrder({ quoteId: '0Q0-second' }));
    const { order } = await orders.record(first, created, { ids: idsOf('wrong') });
    const { order: without } = await orders.retract(order, retraction);
    await orders.record(without, created, { ids: idsOf('right') });
    for (const ids of [idsOf('right'), { orderId: '801-new', subOrderIds: ['801-right-1'] }])
      await expect(orders.record(second, created, { ids })).rejects.toMatchObject(taken);
    for (const id of ['801-right', '801-right-1'])
      expect(await table.get(orderIdKey('SP-A', id))).toMatchObject({ quoteId: '0Q0-first' });
  });
});
