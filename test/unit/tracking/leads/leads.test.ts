import type { Item, Key, Table } from '#platform/table/table';
import { bulkWriteKey } from '#bulk/bulk-write';
import { requestKey, requestRecordId } from '#requests/request-record';
import { findableIn } from '#tracking/leads/lead';
import { createLeadStore, leadKey } from '#tracking/leads/lead-store';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { orderKey } from '#tracking/order/tracked-order';
import { longRecordId } from '#domain/order/record-id';
import { at, testTable } from '../order/orders';

const solutionProvider = 'SP-A';
const [quoteId, orderId, subOrderId] = ['0Q0dx00000TestQ', '801dx00000TestO', '801dx00000TestS'].map(longRecordId) as [
  string,
  string,
  string,
];
const later = '2026-11-02T13:00:00.000Z';
const expiresAt = 2_000_000_000;
const common = { solutionProvider, createdAt: at };
const requestId = requestRecordId(solutionProvider, 'create-order', 'key-1');
const record = {
  ...{ requestId, solutionProvider, operation: 'apex-create-order', clientId: 'client-a', outcome: 'unknown' },
  ...{ owner: 'o', bodyHash: 'h', startedAt: at, deadlineAt: at, request: { path: { quoteId }, query: {} } },
};
const portIn = { ...common, kind: 'port-in', id: 'PORT-1', details: { subscriberNumber: '2125550171' } };
const keys = {
  order: orderKey(solutionProvider, quoteId),
  portIn: longRunningKey('port-in', solutionProvider, 'PORT-1'),
  activation: longRunningKey('service-activation', solutionProvider, 'ACT-1'),
  request: requestKey(requestId),
  bulkWrite: bulkWriteKey('blk_1'),
};

describe('what of an item is found by ids', () => {
  it.each<[string, Key, Item, object]>([
    [
      'a quote',
      keys.order,
      { ...common, quoteId },
      { kind: 'order', id: quoteId, ids: { quoteId: [quoteId], orderId: [], subOrderId: [], customerReference: [] } },
    ],
    [
      'an order',
      keys.order,
      { ...common, quoteId, orderId, subOrderIds: [subOrderId], customerReference: 'our 7' },
      {
        kind: 'order',
        id: quoteId,
        ids: { quoteId: [quoteId], orderId: [orderId], subOrderId: [subOrderId], customerReference: ['our 7'] },
      },
    ],
    [
      'a port-in',
      keys.portIn,
      { ...portIn, guards: ['number:2125550171'] },
      {
        kind: 'port-in',
        id: 'PORT-1',
        ids: { id: ['PORT-1'], subscriberNumber: ['2125550171'], customerReference: [] },
      },
    ],
    [
      'an activation, by what it has',
      keys.activation,
      {
        ...common,
        kind: 'service-activation',
        id: 'ACT-1',
        details: {},
        guards: ['imei:352099000001046', 'sim:8901:77'],
        customerReference: 'our 7',
      },
      {
        kind: 'service-activation',
        id: 'ACT-1',
        ids: { id: ['ACT-1'], imei: ['352099000001046'], sim: ['8901:77'], customerReference: ['our 7'] },
      },
    ],
    [
      'a request',
      keys.request,
      { ...record, customerReference: 'our 7' },
      {
        kind: 'request',
        id: requestId,
        ids: { requestId: [requestId], quoteId: [quoteId], customerReference: ['our 7'] },
      },
    ],
    [
      'a bulk write',
      keys.bulkWrite,
      { ...common, id: 'blk_1', state: 'running' },
      { kind: 'bulk-write', id: 'blk_1', ids: { id: ['blk_1'], customerReference: [] } },
    ],
  ])('%s, since it was made, until it ends', (_, key, item, found) => {
    expect(findableIn(key, item)).toStrictEqual({ solutionProvider, at, expiresAt: undefined, ...found });
    expect(findableIn(key, { ...item, expiresAt })).toMatchObject({ expiresAt });
  });

  it.each<[string, Key, Item | undefined]>([
    ['no item', keys.order, undefined],
    ['a bulk write whose rows are still being stored', keys.bulkWrite, { ...common, id: 'blk_1', state: 'storing' }],
    ['an order that cannot be read', keys.order, { ...common }],
    ['a port-in that cannot be read', keys.portIn, { ...common }],
    ['a request that cannot be read', keys.request, { ...common }],
    ['a bulk write that cannot be read', keys.bulkWrite, { ...common }],
    ['another item of the partition', { pk: keys.order.pk, sk: 'LINE#2125550171' }, { ...common, quoteId }],
    ['an item of another partition', { pk: 'OTHER', sk: keys.order.sk }, { ...common, quoteId }],
  ])('of %s is nothing', (_, key, item) => {
    expect(findableIn(key, item)).toBeUndefined();
  });
});

describe('leads', () => {
  let table: Table;
  beforeAll(async () => (table = await testTable()));
  const order = { ...common, quoteId, orderId };

  it('are found by any id, oldest first, a page at a time, by kind, and by their Solution Provider alone', async () => {
    const leads = createLeadStore(table);
    await leads.follow(keys.request, undefined, { ...record, startedAt: later });
    await leads.follow(keys.order, undefined, { ...order, expiresAt, facts: {}, origin: 'elsewhere' });
    const lead = { kind: 'order', id: quoteId, at, by: ['quoteId'] };
    const request = { kind: 'request', id: requestId, at: later, by: ['quoteId'] };
    expect((await leads.from(solutionProvider, quoteId, { limit: 9 })).leads).toEqual([lead, request]);
    const first = await leads.from(solutionProvider, quoteId.slice(0, 15), { limit: 1 });
    expect(first).toMatchObject({ leads: [lead], next: leadKey(solutionProvider, quoteId, lead as never) });
    const rest = await leads.from(solutionProvider, quoteId, { limit: 9, after: first.next });
    expect(rest).toStrictEqual({ leads: [request] });
    expect((await leads.from(solutionProvider, quoteId, { kind: 'request', limit: 9 })).leads).toEqual([request]);
    expect((await leads.from('SP-B', quoteId, { limit: 9 })).leads).toEqual([]);
    expect((await leads.from(solutionProvider, orderId, { limit: 9 })).leads).toEqual([{ ...lead, by: ['orderId'] }]);
  });

  /** What is stored for a change. */
  const news = async (key: Key, before: Item | undefined, after: Item): Promise<Item[]> => {
    const written: Item[] = [];
    const putAll = (items: readonly Item[]) => Promise.resolve(void written.push(...items));
    await createLeadStore({ ...table, putAll }).follow(key, before, after);
    return written;
  };

  it('are stored of what is news, and of nothing that cannot be found', async () => {
    const [first = {}] = await news(keys.order, undefined, { ...common, quoteId, expiresAt });
    expect(first).toMatchObject({
      ...leadKey(solutionProvider, quoteId, { kind: 'order', at, id: quoteId }),
      expiresAt,
    });
    expect(await news(keys.order, { ...common, quoteId }, { ...common, quoteId })).toEqual([]);
    const more = await news(keys.order, { ...common, quoteId }, order);
    expect(more.map(({ by }) => by)).toEqual([['orderId']]);
    expect(more[0]).not.toHaveProperty('expiresAt');
    const endless = await news(keys.order, { ...common, quoteId, expiresAt }, { ...common, quoteId });
    expect(endless.map(({ by }) => by)).toEqual([['quoteId']]);
    expect(await news({ pk: 'OTHER', sk: 'OTHER' }, undefined, order)).toEqual([]);
  });

  it('say of one id once all that it is, in either form', async () => {
    const shortId = subOrderId.slice(0, 15);
    const items = await news(keys.order, undefined, {
      ...common,
      quoteId,
      orderId: subOrderId,
      subOrderIds: [shortId, subOrderId],
    });
    expect(items.map(({ by }) => by)).toEqual([['quoteId'], ['orderId', 'subOrderId']]);
  });
});
