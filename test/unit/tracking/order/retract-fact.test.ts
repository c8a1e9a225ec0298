import type { Table } from '#platform/table/table';
import type { Fact, NewFact } from '#domain/order/facts';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';
import { orderIdKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { at, expectUnbroken, reread, stored, testTable, trackedOrder } from './orders';

let table: Table;
let orders: OrderStore;
let nowMs: number;
beforeAll(async () => {
  table = await testTable();
});
beforeEach(() => {
  nowMs = Date.parse(at);
  orders = createOrderStore(table, () => nowMs);
});

let number = 0;
const fresh = (parts: Partial<TrackedOrder> = {}): Promise<TrackedOrder> =>
  stored(table, trackedOrder({ quoteId: `0Q0-retract-${(number += 1)}`, ...parts }));

const fact = (name: NewFact['name'], value: string, parts: Partial<NewFact> = {}): NewFact => ({
  ...{ name, value, provenance: 'attested', at, by: 'client-a' },
  ...parts,
});
const shown = { provenance: 'observed' } as const;

const after = async (order: TrackedOrder, ...facts: NewFact[]): Promise<TrackedOrder> => {
  let standing = order;
  for (const one of facts) ({ order: standing } = await orders.record(standing, one));
  return standing;
};

const retraction = (key: string) => ({ key, by: 'client-b', actor: 'Kim Example', purpose: 'wrong order' });

describe('an attestation that is retracted', () => {
  it('is gone, and stays in the timeline with who took it back and why', async () => {
    const order = await after(await fresh(), fact('completion', 'cancelled'));
    const { result, order: changed } = await orders.retract(order, retraction('completion'));
    expect(result).toBe('retracted');
    expect(changed.facts).not.toHaveProperty('completion');
    expect(changed.timeline.slice(-2)).toEqual([
      { at, type: 'fact-recorded', fact: 'completion', after: 'cancelled', provenance: 'attested', by: 'client-a' },
      {
        ...{ at, type: 'fact-retracted', fact: 'completion', before: 'cancelled', provenance: 'attested' },
        ...{ by: 'client-b', actor: 'Kim Example', purpose: 'wrong order' },
      },
    ]);
    expect(await reread(table, order)).toEqual(changed);
    expectUnbroken(changed);
  });

  it.each<[string, NewFact[], string, Partial<Fact> | undefined]>([
    ['what AT&T had shown', [fact('signature', 'awaited', { ...shown, raw: { status: 'Sent' } }), fact('signature', 'signed')], 'signature', { value: 'awaited', raw: { status: 'Sent' } }], // prettier-ignore
    ['what AT&T had shown before several', [fact('credit', 'requested', shown), fact('credit', 'manual-review'), fact('credit', 'approved')], 'credit', { value: 'requested', provenance: 'observed' }], // prettier-ignore
    ['what a request was resolved to', [fact('credit', 'requested', { requestId: 'req_1' }), fact('credit', 'approved')], 'credit', { value: 'requested', requestId: 'req_1' }], // prettier-ignore
    ['nothing', [fact('status', 'a'), fact('status', 'b'), fact('status', 'c')], 'status', undefined],
    ['nothing of its sub-order', [fact('handoff', 'done', { subOrderId: 's' })], 'handoff:s', undefined],
  ])('leaves %s', async (_, facts, key, left) => {
    const order = await after(await fresh(), ...facts);
    const { order: changed } = await orders.retract(order, retraction(key));
    if (left) expect(changed.facts[key]).toMatchObject(left);
    else expect(changed.facts).not.toHaveProperty([key]);
    expectUnbroken(await reread(table, order));
  });

  it('makes room for the right one', async () => {
    const order = await after(await fresh(), fact('completion', 'cancelled'));
    const { order: changed } = await orders.retract(order, retraction('completion'));
    expect((await orders.record(changed, fact('completion', 'completed'))).result).toBe('recorded');
  });
});

describe('what cannot be retracted', () => {
  it.each<[string, NewFact[], string]>([
    ['what AT&T has shown', [fact('completion', 'cancelled', shown)], 'completion'],
    ['what AT&T has shown after it was attested', [fact('completion', 'cancelled'), fact('completion', 'cancelled', shown)], 'completion'], // prettier-ignore
    ['what AT&T’s answer contradicts', [fact('signature', 'signed'), fact('signature', 'declined', shown)], 'signature'], // prettier-ignore
    ['what a request was resolved to', [fact('contract', 'sent', { requestId: 'req_1' })], 'contract'],
    ['what nobody has attested', [], 'credit'],
    ['a quote that was taken in', [], 'quote'],
    ['an order of whose sub-orders something is known', [fact('order', 'created'), fact('billing', 'enriched', { subOrderId: 's' })], 'order'], // prettier-ignore
  ])('%s', async (_, facts, key) => {
    const order = await after(await fresh(), ...facts);
    const before = await reread(table, order);
    expect((await orders.retract(order, retraction(key))).result).toBe('not-retractable');
    expect(await reread(table, order)).toEqual(before);
  });

  it('a version that was not read', async () => {
    const order = await after(await fresh(), fact('completion', 'cancelled'));
    expect((await orders.retract(order, retraction('completion'), [1])).result).toBe('changed-meanwhile');
    expect((await orders.retract(order, retraction('completion'), [1, 2])).result).toBe('retracted');
  });

  it('a version that is no more the newest when it is written', async () => {
    const order = await after(await fresh(), fact('completion', 'cancelled'));
    await orders.record(order, fact('endCustomer', 'assigned'));
    expect((await orders.retract(order, retraction('completion'), [2])).result).toBe('changed-meanwhile');
    expect((await reread(table, order)).facts).toHaveProperty('completion');
  });

  it('one attestation twice: of many at once one is the retraction', async () => {
    const order = await after(await fresh(), fact('completion', 'cancelled'));
    const results = await Promise.all([1, 2, 3, 4].map(() => orders.retract(order, retraction('completion'))));
    expect(results.map(({ result }) => result).toSorted()).toEqual([...Array<string>(3).fill('not-retractable'), 'retracted']); // prettier-ignore
    expect((await reread(table, order)).timeline).toHaveLength(3);
  });

  it('what AT&T’s answer shows at the same moment', async () => {
    const order = await after(await fresh(), fact('completion', 'cancelled'));
    await Promise.all([
      orders.retract(order, retraction('completion')),
      orders.record(order, fact('completion', 'cancelled', shown)),
    ]);
    const standing = await reread(table, order);
    expect(standing.facts['completion']).toMatchObject({ value: 'cancelled', provenance: 'observed' });
    expectUnbroken(standing);
  });
});

describe('the ids of an order whose attestation is retracted', () => {
  const idsOf = (name: string) => ({ orderId: `801-${name}`, subOrderIds: [`801-${name}-1`] });

  it('are gone from it, and another quote can have them', async () => {
    const [first, second] = [await fresh(), await fresh()];
    const ids = idsOf('moved');
    const { order } = await orders.record(first, fact('order', 'created'), { ids });
    expect(await orders.quoteOf('SP-A', ids.orderId)).toBe(first.quoteId);
    const { order: changed } = await orders.retract(order, retraction('order'));
    expect(changed).not.toHaveProperty('orderId');
    expect(changed.subOrderIds).toEqual([]);
    expect((await orders.record(second, fact('order', 'created'), { ids })).result).toBe('recorded');
    expect(await table.get(orderIdKey('SP-A', ids.subOrderIds[0]!))).toMatchObject({ quoteId: second.quoteId });
    nowMs += 5 * 60_000;
    expect(await orders.quoteOf('SP-A', ids.orderId)).toBe(second.quoteId);
  });

  it('stay taken from a quote that has them, whatever it has given up before', async () => {
    const [first, second] = [await fresh(), await fresh()];
    const { order } = await orders.record(first, fact('order', 'created'), { ids: idsOf('wrong') });
    const { order: without } = await orders.retract(order, retraction('order'));
    await orders.record(without, fact('order', 'created'), { ids: idsOf('right') });
    await expect(orders.record(second, fact('order', 'created'), { ids: idsOf('right') })).rejects.toMatchObject({
      code: 'fact-already-known',
    });
  });
});
