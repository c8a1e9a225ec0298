import type { NewFact } from '#domain/order/facts';
import type { Table } from '#platform/table/table';
import { mostSubOrders } from '#tracking/order/attestation-limit';
import { newOrderItem } from '#tracking/order/new-order';
import { createOrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';
import { endOfUnconfirmed } from '#tracking/unconfirmed';
import { at, observed, reread, stored, testTable, trackedOrder } from './orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

describe('the orders of a Solution Provider', () => {
  it('are listed oldest first, a page at a time, and nobody else’s', async () => {
    for (const [index, solutionProvider] of ['SP-L', 'SP-L', 'SP-other', 'SP-L'].entries()) {
      const born = { solutionProvider, program: 'apex', quoteId: `0Q0-${index}`, origin: 'here', by: 'crm' } as const;
      await table.put(newOrderItem(born, `2026-11-0${index + 1}T12:00:00.000Z`));
    }
    const orders = createOrderStore(table, Date.now);
    const first = await orders.list('SP-L', 2);
    expect(first.orders.map(({ quoteId }) => quoteId)).toEqual(['0Q0-0', '0Q0-1']);
    const rest = await orders.list('SP-L', 2, first.next);
    expect(rest.orders.map(({ quoteId }) => quoteId)).toEqual(['0Q0-3']);
    expect(rest).not.toHaveProperty('next');
    expect(await orders.list('SP-nobody', 2)).toEqual({ orders: [] });
  });
});

describe('an order whose timeline is full', () => {
  it('has room made for what is recorded next', async () => {
    const entry = { at, type: 'note-added' } as const;
    const order = await stored(
      table,
      trackedOrder({ quoteId: '0Q0-full', timeline: Array.from({ length: 100 }, () => entry) }),
    );
    const orders = createOrderStore(table, () => Date.parse(at));
    const sent = { name: 'contract', value: 'sent', provenance: 'observed', at } as const;
    expect((await orders.record(order, sent)).result).toBe('recorded');
    const changed = await reread(table, order);
    expect(changed).toMatchObject({ movedEntries: 25, facts: { contract: { value: 'sent' } } });
    expect(changed.timeline).toHaveLength(76);
    const page = await orders.entriesBefore(changed, 26);
    expect(page).toEqual({ entries: Array.from({ length: 25 }, () => entry), first: 1 });
  });
});

describe('the time of a change', () => {
  const last = '2026-11-02T13:00:00.000Z';
  const sent = { name: 'contract', value: 'sent', provenance: 'attested', at } as const;

  it.each([
    ['never before the one before it, whichever clock that was dated by', at, last],
    ['its own when that is later', '2026-11-02T14:00:00.000Z', '2026-11-02T14:00:00.000Z'],
  ])('is %s', async (_, now, expected) => {
    const orders = createOrderStore(table, () => Date.parse(now));
    const order = await stored(table, trackedOrder({ quoteId: `0Q0-clock-${now}`, updatedAt: last }));
    const { order: recorded } = await orders.record(order, sent);
    expect([recorded.updatedAt, recorded.timeline.at(-1)?.at]).toEqual([expected, expected]);
    const taken = { key: 'contract', by: 'crm', actor: 'Kim Example', purpose: 'wrong order' };
    const { order: retracted } = await orders.retract(recorded, taken);
    expect([retracted.updatedAt, retracted.timeline.at(-1)?.at]).toEqual([expected, expected]);
  });
});

describe('what is recorded of an order that has changed since it was read', () => {
  const fact = (name: NewFact['name'], value: string, parts: Partial<NewFact> = {}): NewFact => ({
    ...{ name, value, provenance: 'attested', at, by: 'crm' },
    ...parts,
  });
  const watched = () => {
    const changes: unknown[] = [];
    const update: Table['update'] = (change) => (changes.push(change), table.update(change));
    const put: Table['put'] = (...item) => (changes.push(item), table.put(...item));
    return { changes, orders: createOrderStore({ ...table, update, put }, () => Date.parse(at)) };
  };
  const grown = async (quoteId: string, subOrders: number) => {
    const { orders, changes } = watched();
    const facts = Object.fromEntries(Array.from({ length: subOrders }, (_, index) => [`handoff:s${index}`, 'done']));
    const read = await stored(table, trackedOrder({ quoteId, facts: observed({ quote: 'created', ...facts }) }));
    return { orders, changes, read };
  };

  it('is attested within the limit of all that is attested by then', async () => {
    const { orders, read } = await grown('0Q0-limit', mostSubOrders - 1);
    expect((await orders.record(read, fact('handoff', 'done', { subOrderId: 'a' }))).result).toBe('recorded');
    await expect(orders.record(read, fact('handoff', 'done', { subOrderId: 'b' }))).rejects.toMatchObject({
      code: 'attestation-limit',
    });
  });

  it('is attested of no version but the expected one, and neither is what AT&T shows', async () => {
    const { orders, read } = await grown('0Q0-versions', 0);
    await orders.record(read, fact('endCustomer', 'assigned'));
    const shown = fact('contract', 'sent', { provenance: 'observed' });
    expect((await orders.record(read, shown, { expectedVersions: [1] })).result).toBe('changed-meanwhile');
  });

  it('is written at once where AT&T shows it', async () => {
    const { orders, read, changes } = await grown('0Q0-at-once', 0);
    await orders.record(read, fact('endCustomer', 'assigned'));
    changes.length = 0;
    await orders.record(read, fact('contract', 'sent', { provenance: 'observed' }));
    expect(changes).toHaveLength(1);
  });

  it('is not refused for want of room where it is known already', async () => {
    const { orders, read } = await grown('0Q0-over', mostSubOrders + 1);
    expect((await orders.record(read, fact('handoff', 'done', { subOrderId: 's1' }))).result).toBe('known');
  });

  it('leaves no way back from ids that it has no room for', async () => {
    const { orders, read, changes } = await grown('0Q0-no-room', mostSubOrders);
    const ids = { orderId: '801-no-room', subOrderIds: ['801-too-many'] };
    await expect(orders.record(read, fact('order', 'created'), { ids })).rejects.toThrow();
    expect(changes).toEqual([]);
  });

  it('is not retracted where sub-orders have become known that go by it', async () => {
    const { orders, read } = await grown('0Q0-retracted', 0);
    const { order } = await orders.record(read, fact('order', 'created'));
    await orders.record(order, fact('handoff', 'done', { subOrderId: 's1', provenance: 'observed' }));
    const retraction = { key: 'order', by: 'crm', actor: 'Kim Example', purpose: 'wrong order' };
    expect((await orders.retract(order, retraction)).result).toBe('not-retractable');
  });

  it('is nothing of an order that is adopted again', async () => {
    const { orders, read, changes } = await grown('0Q0-adopted', 0);
    await orders.adopt({ ...read, by: 'crm' });
    expect(changes).toEqual([]);
  });
});

it('an order that is merely named has its end again once the step it waited for was not sent', async () => {
  const order = await stored(
    table,
    trackedOrder({
      ...{ quoteId: '0Q0-not-sent', origin: 'elsewhere', timeline: [{ at, type: 'order-adopted' }] },
      pending: { 'check-credit': { requestId: 'req_1', at } },
    }),
  );
  await createOrderStore(table, () => Date.parse(at)).release(order, 'check-credit', 'req_1');
  expect(await reread(table, order)).toMatchObject({ pending: {}, expiresAt: endOfUnconfirmed(Date.parse(at)) });
});

describe('adopting', () => {
  it.each([
    ['one born elsewhere has an end', 'elsewhere', endOfUnconfirmed(Date.parse(at))],
    ['one made here has none', 'here', undefined],
  ] as const)('%s', async (_, origin, expiresAt) => {
    const orders = createOrderStore(table, () => Date.parse(at));
    const wanted = { solutionProvider: 'SP-A', program: 'apex', quoteId: `0Q0-${origin}`, origin, by: 'crm' } as const;
    expect((await orders.adopt(wanted)).expiresAt).toBe(expiresAt);
  });

  it('fails for an order that is there and is not, however often it is looked for', async () => {
    const lost = { ...table, get: () => Promise.resolve(undefined) };
    const order = await stored(table, trackedOrder({ quoteId: '0Q0-gone' }));
    await expect(createOrderStore(lost, Date.now).adopt({ ...order, origin: 'elsewhere', by: 'crm' })).rejects.toThrow(
      'comes and goes',
    );
  });

  it('finds what another has made of it meanwhile', async () => {
    const order = trackedOrder({ quoteId: '0Q0-raced', facts: observed({ credit: 'approved' }) });
    const put: Table['put'] = async (...item) => {
      await stored(table, order);
      return table.put(...item);
    };
    const adopted = await createOrderStore({ ...table, put }, Date.now).adopt({ ...order, by: 'crm' });
    expect(adopted).toEqual(order);
    expect(await table.get(orderKey('SP-A', order.quoteId))).toMatchObject({ facts: order.facts });
  });
});
