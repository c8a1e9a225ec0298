import { eventsOf } from '#events/events-of';
import { asStated } from '#domain/contract/as-stated';
import { operation as createOrder } from '#operations/apex-create-order/operation';
import { orderStatus } from '#operations/shared/answer-facts';
import type { NewFact } from '#domain/order/facts';
import type { Table } from '#platform/table/table';
import { createOrderEffects } from '#tracking/order/order-effects';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';
import { orderView } from '#tracking/order/order-view';
import { orderKey } from '#tracking/order/tracked-order';
import { shapeOf } from '../../../../lib/config/contract';
import { at, contextOf, freshIds, stored, testTable, trackedOrder } from './orders';

let table: Table;
let orders: OrderStore;
beforeAll(async () => {
  table = await testTable();
  orders = createOrderStore(table, () => Date.parse(at));
});

const effects = () => createOrderEffects({ table, orders, mode: 'strict', now: () => Date.parse(at) });
const madeOf = (quoteId: string, answer: object) =>
  effects().effectsOf(contextOf('apex-create-order', { body: { quoteId } }), answer, 'req_1');

describe('several sub-orders in AT&T’s answer to an order', () => {
  it.each<[string, object, string[]]>([
    [
      'as a list',
      { subOrder: [{ subOrderId: '801-a' }, { subOrderId: '801-b' }, { subOrderId: '801-c' }] },
      ['801-a', '801-b', '801-c'],
    ],
    ['as a list of one', { subOrder: [{ subOrderId: '801-a' }] }, ['801-a']],
    [
      'one of them twice, in its short and its long form',
      { subOrder: [{ subOrderId: '801dx00000Gd81K' }, { subOrderId: '801dx00000Gd81KAAR' }] },
      ['801dx00000Gd81KAAR'],
    ],
    ['one of them without an id', { subOrder: [{ subOrderId: '801-a' }, {}, { subOrderId: null }] }, ['801-a']],
    ['none', { subOrder: [] }, []],
  ])('are all learned: %s', (_, answer, subOrderIds) => {
    const { update, items } = madeOf('0Q0-1', { status: 'Success', orderId: '801-o', ...answer });
    expect(update?.ids).toEqual({ orderId: '801-o', subOrderIds });
    expect(items).toHaveLength(1 + subOrderIds.length);
    expect(new Set(items.map((item) => item['quoteId']))).toEqual(new Set(['0Q0-1']));
  });

  it('are all taken by the operation’s own schema, as one is', () => {
    for (const subOrder of [{ subOrderId: '801-a' }, [{ subOrderId: '801-a' }, { subOrderId: '801-b' }]])
      expect(createOrder.response.safeParse({ status: 'Success', orderId: '801-o', subOrder }).success).toBe(true);
  });

  it('are each offered their own steps, lead to the order, and are told of by their own events', async () => {
    const { quoteId, orderId, subOrderId } = freshIds();
    const ids = [subOrderId, `${subOrderId.slice(0, 8)}99${subOrderId.slice(10)}`];
    const order = await stored(
      table,
      trackedOrder({
        quoteId,
        facts: { ...trackedOrder().facts, credit: { value: 'approved', provenance: 'observed', at } },
      }),
    );
    const { update, items } = madeOf(quoteId, { orderId, subOrder: ids.map((id) => ({ subOrderId: id })) });
    await table.putAll(items);
    await orders.record(order, update!.facts[0]!, { ids: update!.ids });
    for (const id of ids) expect(await orders.quoteOf('SP-A', id)).toBe(quoteId);
    const standing = (await orders.find('SP-A', quoteId))!;
    const view = orderView(standing, 'advisory');
    expect(view.subOrderIds).toEqual(ids);
    for (const id of ids) {
      const steps = view.nextSteps.filter(({ subOrderId: of }) => of === id).map(({ operation }) => operation);
      expect(steps).toEqual([
        'apex-enrich-installation-and-shipping',
        'apex-reserve-port',
        'apex-enrich-billing',
        'apex-hand-off-order',
      ]);
    }
    const handedOff = (id: string): NewFact => ({
      name: 'handoff',
      value: 'done',
      provenance: 'observed',
      at,
      subOrderId: id,
    });
    const half = await orders.record(standing, handedOff(ids[0]!));
    expect(orderView(half.order, 'strict').state).toBe('ordered');
    const whole = await orders.record(half.order, handedOff(ids[1]!));
    expect(orderView(whole.order, 'strict').state).toBe('handed-off');
    const key = orderKey('SP-A', quoteId);
    const told = eventsOf({
      key,
      kind: 'order',
      id: quoteId,
      solutionProvider: 'SP-A',
      labels: {},
      timeline: whole.order.timeline,
    });
    expect(told.filter(({ type }) => type === 'order.handed-off').map(({ subOrderId: of }) => of)).toEqual(ids);
  });

  it('are learned from where the tenant’s contract has them, as a list or as one', () => {
    const answer = {
      members: {
        '/orderId': '/order/id',
        '/status': '/result',
        '/subOrder': { at: '/order/parts', each: { '/subOrderId': '/no' } },
      },
      done: [{ '/result': ['OK'] }],
    };
    const { stated, missing } = shapeOf(createOrder, { request: 'as-documented', answer } as never);
    expect(missing).toEqual([]);
    const { done } = asStated({ 'apex-create-order': stated! })(createOrder).success;
    const answered = (parts: unknown) => done.safeParse({ result: 'ok', order: { id: '801-o', parts } }).success;
    expect([[{ no: 1 }, { no: 2 }], { no: 1 }].map(answered)).toEqual([true, true]);
    expect([[], [{}], undefined].map(answered)).toEqual([false, false, false]);
  });
});

describe('the status of an order of several', () => {
  const told = (...words: string[]) =>
    orderStatus({ responseData: words.map((orderStatus, index) => ({ orderNumber: `801-${index}`, orderStatus })) });

  it('is what is said of each, once', () => {
    expect(told('IN_PROGRESS', 'COMPLETED', 'IN_PROGRESS')).toEqual([
      {
        name: 'status',
        value: 'IN_PROGRESS, COMPLETED',
        raw: { '801-0': 'IN_PROGRESS', '801-1': 'COMPLETED', '801-2': 'IN_PROGRESS' },
      },
    ]);
  });

  it.each([
    [['COMPLETED', 'COMPLETED'], 'completed'],
    [['COMPLETED', 'Cancelled'], 'completed'],
    [['CANCELLED', 'CANCELED'], 'cancelled'],
    [['COMPLETED', 'IN_PROGRESS'], undefined],
    [['COMPLETED', ''], undefined],
    [[], undefined],
  ])('ends only when all have ended: %j is %s', (words, end) => {
    expect(told(...words).find(({ name }) => name === 'completion')?.value).toBe(end);
  });
});
