import type { OperationId } from '#operations/registry';
import type { Table } from '#platform/table/table';
import { createOrderEffects } from '#tracking/order/order-effects';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { at, contextOf, freshIds, observed, reread, stored, testTable, trackedOrder, type CallParts } from './orders';

let table: Table;
let orders: OrderStore;
beforeAll(async () => {
  table = await testTable();
  orders = createOrderStore(table, () => Date.parse(at));
});

const effects = (mode: WorkflowMode = 'strict') =>
  createOrderEffects({ table, orders, mode, now: () => Date.parse(at) });

const entryOf = (order: TrackedOrder): unknown => order.timeline.at(-1);

describe('what AT&T’s answer to a read shows', () => {
  it('is recorded of the order of the quote, as seen by whoever called and without a request', async () => {
    const { quoteId } = freshIds();
    const order = await stored(table, trackedOrder({ program: 'alliance', quoteId }));
    const read = contextOf('alliance-get-credit-check', { query: { quoteId } });
    await effects().recordObservation(read, { approvalStatus: 'Auto-Approved' });
    const { facts, timeline, origin } = await reread(table, order);
    expect(origin).toBe('here');
    expect(Object.keys(facts)).toEqual(['quote', 'credit']);
    expect(facts['credit']).toEqual({
      value: 'approved',
      provenance: 'observed',
      at,
      by: 'client-a',
      raw: { approvalStatus: 'Auto-Approved' },
    });
    expect(timeline).toHaveLength(2);
  });

  it('makes the order known that was quoted elsewhere', async () => {
    const { quoteId } = freshIds();
    const read = contextOf('alliance-get-contract', { query: { quoteId } });
    await effects().recordObservation(read, { contractStatus: 'Signed' });
    const order = await orders.find('SP-A', quoteId);
    const said = { provenance: 'inferred', at, by: 'client-a' };
    expect(order).toMatchObject({
      program: 'alliance',
      origin: 'elsewhere',
      customerReference: 'our 7',
      subOrderIds: [],
    });
    expect(order?.timeline[0]).toEqual({ type: 'order-adopted', fact: 'quote', after: 'created', ...said });
    expect(order?.facts['quote']).toEqual({ value: 'created', ...said });
    expect(order?.facts).toMatchObject({ contract: { value: 'sent' }, signature: { value: 'signed' } });
  });

  it('is recorded of the order an order id leads to', async () => {
    const { quoteId, orderId, subOrderId } = freshIds();
    const order = await stored(table, trackedOrder({ program: 'alliance', quoteId }));
    const created = { name: 'order', value: 'created', provenance: 'attested', at } as const;
    await orders.record(order, created, { ids: { orderId, subOrderIds: [subOrderId] } });
    const read = contextOf('alliance-get-order-status', { query: { externalIdentifierId: orderId } });
    await effects().recordObservation(read, { responseData: { orderStatus: 'Completed' } });
    expect((await reread(table, order)).facts).toMatchObject({
      status: { value: 'Completed' },
      completion: { value: 'completed' },
    });
  });

  it('is of the sub-order that was asked for', async () => {
    const { quoteId, orderId, subOrderId } = freshIds();
    const order = await stored(table, trackedOrder({ quoteId }));
    const created = { name: 'order', value: 'created', provenance: 'attested', at } as const;
    await orders.record(order, created, { ids: { orderId, subOrderIds: [subOrderId] } });
    await effects().recordObservation(contextOf('apex-get-enrichment-status', { query: { subOrderId } }), [
      { Id: 'a9X', Product2: 'Internet' },
    ]);
    expect((await reread(table, order)).facts).toHaveProperty([`enrichmentRecords:${subOrderId}`]);
  });

  it.each<[string, OperationId, CallParts]>([
    ['an order id nobody knows', 'alliance-get-order-status', { query: { externalIdentifierId: '801-nobodys' } }],
    ['nothing', 'alliance-get-order-status', {}],
    [
      'a quote nobody knows and of which it tells nothing',
      'alliance-get-credit-check',
      { query: { quoteId: '0Q0-no' } },
    ],
    ['what is no order', 'get-port-in', { query: { quoteId: '0Q0-no-order' } }],
  ])('is recorded nowhere for %s', async (_, id, parts) => {
    const watched: string[] = [];
    const update: Table['update'] = (change) => (watched.push('update'), table.update(change));
    const put: Table['put'] = (...change) => (watched.push('put'), table.put(...change));
    const own = { ...table, update, put };
    const idle = createOrderEffects({
      table: own,
      orders: createOrderStore(own, () => Date.parse(at)),
      mode: 'strict',
      now: () => Date.parse(at),
    });
    await idle.recordObservation(contextOf(id, parts), { responseData: { orderStatus: 'Completed' } });
    expect(watched).toEqual([]);
  });
});

describe('a step of a sub-order nobody knows', () => {
  const parts = { body: { orderId: '801-unknown', subOrderId: '801-unknown-sub' } };

  it('is refused in strict mode with what to attest', async () => {
    await expect(effects().reserve(contextOf('apex-hand-off-order', parts), 'req_1')).rejects.toMatchObject({
      code: 'step-not-allowed',
      details: {
        missing: [{ fact: 'order', needed: 'created', known: 'unknown' }],
        hint: expect.stringContaining('/attestations') as string,
        nextSteps: [],
      },
    });
  });

  it('is taken with a warning in advisory mode, and marked nowhere', async () => {
    expect(await effects('advisory').reserve(contextOf('apex-hand-off-order', parts), 'req_1')).toEqual({
      warnings: ['the order is not tracked; the step was taken unchecked'],
    });
    await effects('advisory').release(contextOf('apex-hand-off-order', parts), 'req_1');
    expect(await effects('advisory').isReserved(contextOf('apex-hand-off-order', parts), 'req_1')).toBeUndefined();
  });

  it.each(['strict', 'advisory'] as const)('is not of the version that was read: %s', async (mode) => {
    const context = contextOf('apex-hand-off-order', { ...parts, expectedVersions: [1] });
    await expect(effects(mode).reserve(context, 'req_1')).rejects.toMatchObject({ code: 'precondition-failed' });
  });
});

describe.each<[string, OperationId, CallParts]>([
  ['a step that makes its order', 'apex-create-quote', { body: { spId: 'SP-A' } }],
  ['a write of what is no order', 'activate-service', { body: {} }],
  ['a read', 'alliance-get-credit-check', { query: { quoteId: '0Q0-read' } }],
])('%s', (_, id, parts) => {
  it('is let through unmarked, and leaves nothing to be released', async () => {
    expect(await effects().reserve(contextOf(id, parts), 'req_1')).toEqual({ warnings: [] });
    await effects().release(contextOf(id, parts), 'req_1');
    expect(await effects().isReserved(contextOf(id, parts), 'req_1')).toBeUndefined();
  });
});

describe('whether a step was let through', () => {
  const creditCheck = (quoteId: string) => contextOf('apex-check-credit', { body: { quoteId, spId: 'SP-A' } });

  it.each<[string, Partial<TrackedOrder>, boolean]>([
    ['no', {}, false],
    ['yes while it is in flight', { pending: { 'check-credit': { requestId: 'req_1', at } } }, true],
    ['no while another’s is', { pending: { 'check-credit': { requestId: 'req_2', at } } }, false],
    [
      'yes once its fact is known, among others',
      {
        facts: {
          ...observed({ quote: 'created' }),
          credit: { value: 'requested', provenance: 'observed', at, requestId: 'req_1' },
        },
      },
      true,
    ],
  ])('is %s', async (_, standing, isReserved) => {
    const { quoteId } = freshIds();
    await stored(table, trackedOrder({ quoteId, ...standing }));
    expect(await effects().isReserved(creditCheck(quoteId), 'req_1')).toBe(isReserved);
  });

  it('is no of an order that is not there', async () => {
    expect(await effects().isReserved(creditCheck(freshIds().quoteId), 'req_1')).toBe(false);
  });
});

describe('a step that is let through', () => {
  it('waits on its order until it is released by its own request', async () => {
    const { quoteId } = freshIds();
    const order = await stored(table, trackedOrder({ quoteId }));
    const context = contextOf('apex-check-credit', { body: { quoteId, spId: 'SP-A' } });
    expect(await effects().reserve(context, 'req_1')).toEqual({
      warnings: [],
      tracked: orderKey('SP-A', quoteId),
    });
    await effects().release(context, 'req_2');
    expect((await reread(table, order)).pending).toEqual({ 'check-credit': { requestId: 'req_1', at } });
    await effects().release(context, 'req_1');
    expect((await reread(table, order)).pending).toEqual({});
  });

  it('of an order quoted elsewhere says in advisory mode what is not known', async () => {
    const { quoteId } = freshIds();
    const context = contextOf('apex-create-contract', { body: { quoteId } });
    const { warnings } = await effects('advisory').reserve(context, 'req_1');
    expect(warnings).toEqual(['credit is unknown; the step was taken unchecked']);
    expect(await orders.find('SP-A', quoteId)).toMatchObject({
      origin: 'elsewhere',
      customerReference: 'our 7',
      timeline: [{ type: 'order-adopted', by: 'client-a', requestId: 'req_1' }],
      pending: { 'create-contract': { requestId: 'req_1', at } },
    });
  });

  it('is not let through on another version than the one that was read', async () => {
    const { quoteId } = freshIds();
    const order = await stored(table, trackedOrder({ quoteId }));
    const reserve = (expectedVersions: number[]) =>
      effects().reserve(contextOf('apex-check-credit', { body: { quoteId }, expectedVersions }), 'req_1');
    await expect(reserve([2])).rejects.toMatchObject({ code: 'precondition-failed' });
    expect((await reread(table, order)).pending).toEqual({});
    expect(await reserve([2, 1])).toMatchObject({ warnings: [] });
  });
});

describe('the item that waits for a step', () => {
  it('is the order of the quote, or of the sub-order before the order', async () => {
    const { quoteId, orderId } = freshIds();
    const other = freshIds();
    for (const ids of [{ quoteId, orderId, subOrderId: 'sub-of-none' }, other]) {
      const order = await stored(table, trackedOrder({ quoteId: ids.quoteId }));
      const created = { name: 'order', value: 'created', provenance: 'attested', at } as const;
      await orders.record(order, created, { ids: { orderId: ids.orderId, subOrderIds: [ids.subOrderId] } });
    }
    const keyOf = (id: OperationId, body: object) => effects().trackedKey(contextOf(id, { body }));
    expect(await keyOf('apex-check-credit', { quoteId })).toEqual(orderKey('SP-A', quoteId));
    expect(await keyOf('apex-hand-off-order', { orderId, subOrderId: other.subOrderId })).toEqual(
      orderKey('SP-A', other.quoteId),
    );
    expect(await keyOf('apex-hand-off-order', { orderId, subOrderId: '801-unknown' })).toEqual(
      orderKey('SP-A', quoteId),
    );
    expect(await keyOf('apex-hand-off-order', {})).toBeUndefined();
    expect(await keyOf('activate-service', {})).toBeUndefined();
  });
});

it('follows nothing up: an order is looked at when somebody asks', async () => {
  const { quoteId } = freshIds();
  const order = await stored(table, trackedOrder({ quoteId }));
  await effects().scheduleFollowUp(contextOf('apex-check-credit', { body: { quoteId } }), {});
  expect(entryOf(await reread(table, order))).toEqual(entryOf(order));
});
