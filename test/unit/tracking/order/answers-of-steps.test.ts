import type { OperationId } from '#operations/registry';
import type { Table } from '#platform/table/table';
import { createOrderEffects } from '#tracking/order/order-effects';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';
import { at, contextOf, freshIds, testTable } from './orders';

let table: Table;
let orders: OrderStore;
beforeAll(async () => {
  table = await testTable();
  orders = createOrderStore(table, () => Date.parse(at));
});

const effects = () => createOrderEffects({ table, orders, mode: 'strict', now: () => Date.parse(at) });

describe('what AT&T’s answer to a step tells', () => {
  const common = { provenance: 'observed', at, by: 'client-a', requestId: 'req_1' };

  it('is a new order for a quote, with who made it', async () => {
    const { quoteId } = freshIds();
    const context = contextOf('alliance-create-quote', { body: { spId: 'SP-A' } });
    const { update, items } = effects().effectsOf(context, { quoteId }, 'req_1');
    expect(update).toBeUndefined();
    expect(items).toHaveLength(1);
    await table.put(items[0]!);
    expect(await orders.find('SP-A', quoteId)).toMatchObject({
      ...{ program: 'alliance', quoteId, origin: 'here', customerReference: 'our 7', createdAt: at },
      facts: { quote: { value: 'created', ...common } },
      timeline: [{ type: 'order-quoted', requestId: 'req_1', by: 'client-a' }],
    });
  });

  it('is nothing where it names no quote that could be tracked', () => {
    const context = contextOf('apex-create-quote', { body: { spId: 'SP-A' } });
    expect(effects().effectsOf(context, {}, 'req_1').items).toEqual([]);
  });

  it('is the step’s own fact, or AT&T’s word where both speak of the same', () => {
    const told = (answer: object) =>
      effects().effectsOf(contextOf('apex-check-credit', { body: { quoteId: '0Q0-1' } }), answer, 'req_1');
    expect(told({})).toEqual({ update: { facts: [{ name: 'credit', value: 'requested', ...common }] }, items: [] });
    expect(told({ creditCheckDetails: { approvalStatus: 'Approved' } }).update?.facts).toEqual([
      { name: 'credit', value: 'approved', raw: { approvalStatus: 'Approved' }, ...common },
    ]);
  });

  it.each([
    ['an order with its first sub-order', { orderId: '801-o', subOrder: { subOrderId: '801-s' } }, ['801-s']],
    ['an order alone', { orderId: '801-o' }, []],
  ])('is %s, whose ids lead back to the quote', (_, answer, subOrderIds) => {
    const context = contextOf('apex-create-order', { body: { quoteId: '0Q0-1' } });
    const { update, items } = effects().effectsOf(context, answer, 'req_1');
    expect(update).toEqual({
      facts: [{ name: 'order', value: 'created', ...common }],
      ids: { orderId: '801-o', subOrderIds },
    });
    expect(items.map((item) => item['quoteId'])).toEqual(['801-o', ...subOrderIds].map(() => '0Q0-1'));
  });

  it('is of the sub-order the step was about, and a fact of the whole order is not', () => {
    const parts = { body: { orderId: '801-o', subOrderId: '801-s' } };
    const facts = (id: OperationId) => effects().effectsOf(contextOf(id, parts), {}, 'req_1').update?.facts;
    expect(facts('apex-hand-off-order')).toMatchObject([{ name: 'handoff', value: 'done', subOrderId: '801-s' }]);
    expect(facts('alliance-group-orders')?.[0]).not.toHaveProperty('subOrderId');
  });

  it.each<OperationId>(['activate-service', 'alliance-get-credit-check'])('is nothing for %s', (id) => {
    expect(effects().effectsOf(contextOf(id, { body: {} }), { quoteId: '0Q0-1' }, 'req_1')).toEqual({
      update: undefined,
      items: [],
    });
  });
});
