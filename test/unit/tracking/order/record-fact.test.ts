import type { Table } from '#platform/table/table';
import type { NewFact } from '#domain/order/facts';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';
import { orderIdKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { at, expectUnbroken, observed, orderId, reread, stored, subOrderId, testTable, trackedOrder } from './orders';

let table: Table;
let orders: OrderStore;
beforeAll(async () => {
  table = await testTable();
});
beforeEach(() => {
  orders = createOrderStore(table, () => Date.parse(at));
});

let number = 0;
/** An order of a quote of its own. */
const fresh = (parts: Partial<TrackedOrder> = {}): Promise<TrackedOrder> =>
  stored(table, trackedOrder({ quoteId: `0Q0-${(number += 1)}`, ...parts }));

const attested = (name: NewFact['name'], value: string, parts: Partial<NewFact> = {}): NewFact => ({
  name,
  value,
  provenance: 'attested',
  at,
  by: 'client-a',
  ...parts,
});

describe('a fact', () => {
  it('is recorded with its entry, who said it and what was so before', async () => {
    const order = await fresh({ facts: observed({ quote: 'created', signature: 'awaited' }) });
    const { result, order: changed } = await orders.record(
      order,
      attested('signature', 'signed', { evidence: 'mail' }),
    );
    expect(result).toBe('recorded');
    expect(changed.facts['signature']).toMatchObject({ value: 'signed', provenance: 'attested', evidence: 'mail' });
    expect(changed.timeline.at(-1)).toEqual({
      at,
      type: 'fact-recorded',
      fact: 'signature',
      before: 'awaited',
      after: 'signed',
      provenance: 'attested',
      by: 'client-a',
    });
    expect(await reread(table, order)).toEqual(changed);
  });

  it('that is known or late changes nothing at all', async () => {
    const order = await fresh({ facts: observed({ quote: 'created', credit: 'approved' }) });
    expect((await orders.record(order, attested('credit', 'approved'))).result).toBe('known');
    expect((await orders.record(order, attested('credit', 'declined'))).result).toBe('late');
    expect((await orders.record(order, attested('credit', 'requested'))).result).toBe('late');
    expect(await reread(table, order)).toEqual(order);
  });

  it('of AT&T’s that contradicts a partner’s word takes its place, and both stay in the timeline', async () => {
    const order = await fresh();
    const { order: told } = await orders.record(order, attested('signature', 'signed'));
    const { result } = await orders.record(told, { ...attested('signature', 'declined'), provenance: 'observed' });
    const { timeline, facts } = await reread(table, order);
    expect(result).toBe('conflict');
    expect(facts['signature']).toMatchObject({ value: 'declined', provenance: 'observed' });
    expect(timeline.slice(-2)).toMatchObject([
      { type: 'fact-recorded', after: 'signed', provenance: 'attested' },
      { type: 'state-conflict', before: 'signed', after: 'declined', provenance: 'observed' },
    ]);
  });

  it('of AT&T’s that a partner attested before is observed from then on, told once', async () => {
    const order = await fresh();
    const { order: told } = await orders.record(order, attested('completion', 'cancelled'));
    const shown = { ...attested('completion', 'cancelled'), provenance: 'observed' as const };
    expect((await orders.record(told, shown)).result).toBe('confirmed');
    expect((await orders.record(told, shown)).result).toBe('known');
    const { timeline, facts } = await reread(table, order);
    expect(facts['completion']).toEqual({ value: 'cancelled', provenance: 'observed', at, by: 'client-a' });
    expect(timeline.slice(1)).toMatchObject([
      { type: 'fact-recorded', provenance: 'attested' },
      { type: 'fact-confirmed', before: 'cancelled', after: 'cancelled', provenance: 'observed' },
    ]);
  });

  it('is not recorded on another version than the one that was read', async () => {
    const order = await fresh();
    await orders.record(order, attested('credit', 'requested'));
    const late = await orders.record(order, attested('endCustomer', 'assigned'), { expectedVersions: [2] });
    expect(late.result).toBe('changed-meanwhile');
    const lost = await orders.record(order, attested('endCustomer', 'assigned'), { expectedVersions: [1] });
    expect(lost.result).toBe('changed-meanwhile');
    expect((await reread(table, order)).facts).not.toHaveProperty('endCustomer');
  });
});

describe('many writers at once', () => {
  it('of 50 that attest the same, one is recorded; the others find it known', async () => {
    const order = await fresh();
    const results = await Promise.all(
      Array.from({ length: 50 }, () => orders.record(order, attested('signature', 'signed'))),
    );
    expect(results.filter(({ result }) => result === 'recorded')).toHaveLength(1);
    expect(results.filter(({ result }) => result === 'known')).toHaveLength(49);
    expect((await reread(table, order)).timeline).toHaveLength(2);
  });

  it('of 50 that say different things leave a timeline without gaps or contradictions', async () => {
    const order = await fresh();
    const said = ['requested', 'manual-review', 'approved', 'declined'].flatMap((value) => [
      attested('credit', value),
      { ...attested('credit', value), provenance: 'observed' as const },
    ]);
    const others = ['awaited', 'declined', 'signed'].map((value) => attested('signature', value));
    const facts = Array.from({ length: 50 }, (_, index) => [...said, ...others][index % 11]!);
    const results = await Promise.all(facts.map((fact) => orders.record(order, fact)));
    const after = await reread(table, order);
    expectUnbroken(after);
    const changes = results.filter(({ result }) => ['recorded', 'confirmed', 'conflict'].includes(result));
    expect(after.timeline).toHaveLength(1 + changes.length);
    expect(after.facts['signature']?.value).toBe('signed');
    expect(['approved', 'declined']).toContain(after.facts['credit']?.value);
  });

  it('of 20 that insist on the version they read, one succeeds', async () => {
    const order = await fresh();
    const names = ['endCustomer', 'credit', 'contract', 'group'] as const;
    const values = { endCustomer: 'assigned', credit: 'requested', contract: 'sent', group: 'enriched' };
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => names[index % 4]!).map((name) =>
        orders.record(order, attested(name, values[name]), { expectedVersions: [1] }),
      ),
    );
    expect(results.filter(({ result }) => result === 'recorded')).toHaveLength(1);
    expect(results.filter(({ result }) => result === 'changed-meanwhile')).toHaveLength(19);
  });
});

describe('ids of an order', () => {
  const ids = { orderId, subOrderIds: [subOrderId] };

  it('lead back to its quote once it is attested', async () => {
    const order = await fresh({ origin: 'elsewhere' });
    const own = { orderId: `${orderId}1`, subOrderIds: [`${subOrderId}1`] };
    const { order: changed } = await orders.record(order, attested('order', 'created'), { ids: own });
    expect(changed).toMatchObject(own);
    expect(await orders.quoteOf('SP-A', own.orderId)).toBe(order.quoteId);
    expect(await orders.quoteOf('SP-A', own.subOrderIds[0]!)).toBe(order.quoteId);
    expect(await orders.quoteOf('SP-B', own.orderId)).toBeUndefined();
  });

  it('stay with their quote: another quote cannot take them', async () => {
    const [first, second] = [await fresh(), await fresh()];
    await orders.record(first, attested('order', 'created'), { ids });
    await expect(orders.record(second, attested('order', 'created'), { ids })).rejects.toMatchObject({
      code: 'fact-already-known',
    });
    expect(await table.get(orderIdKey('SP-A', subOrderId))).toMatchObject({ quoteId: first.quoteId });
    expect((await reread(table, second)).facts).not.toHaveProperty('order');
  });

  it('are not written for a fact that is not recorded', async () => {
    const order = await fresh({ orderId: 'first', facts: observed({ order: 'created' }) });
    const other = { orderId: '801-other', subOrderIds: ['801-other-sub'] };
    expect((await orders.record(order, attested('order', 'created'), { ids: other })).result).toBe('late');
    const stale = await orders.record(order, attested('order', 'created'), {
      ids: { orderId: 'first', subOrderIds: ['801-other-sub'] },
      expectedVersions: [7],
    });
    expect(stale.result).toBe('changed-meanwhile');
    expect(await table.get(orderIdKey('SP-A', '801-other-sub'))).toBeUndefined();
  });

  it('grow by sub-orders that become known later, also from several at once', async () => {
    const order = await fresh();
    const parent = `801-parent-${number}`;
    const subs = Array.from({ length: 8 }, (_, index) => `${parent}-${index}`);
    await Promise.all(
      subs.map((sub) =>
        orders.record(order, attested('order', 'created'), { ids: { orderId: parent, subOrderIds: [sub] } }),
      ),
    );
    const after = await reread(table, order);
    expect(after.orderId).toBe(parent);
    expect(after.subOrderIds.toSorted()).toEqual(subs);
    expectUnbroken(after);
    expect(await orders.quoteOf('SP-A', subs[7]!)).toBe(order.quoteId);
  });
});

describe('adopting', () => {
  it('an order 30 times at once makes it once', async () => {
    const born = {
      solutionProvider: 'SP-A',
      program: 'apex',
      quoteId: '0Q0-adopted',
      origin: 'elsewhere',
      by: 'client-a',
    } as const;
    const adopted = await Promise.all(Array.from({ length: 30 }, () => orders.adopt(born)));
    for (const order of adopted) expect(order).toEqual(adopted[0]);
    expect(adopted[0]).toMatchObject({
      origin: 'elsewhere',
      timeline: [{ type: 'order-adopted', provenance: 'inferred' }],
    });
  });

  it('leaves an order that is there as it is', async () => {
    const order = await fresh({ facts: observed({ credit: 'approved' }) });
    expect(await orders.adopt({ ...order, origin: 'elsewhere', by: 'client-b' })).toEqual(order);
  });
});
