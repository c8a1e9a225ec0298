import { orderRequest, type OrderStepId } from '../journeys/ordering-requests';
import { attItself, type Ids } from './order-at-att';

let { ask, sign, effects, walkedTo } = attItself();
beforeEach(() => {
  ({ ask, sign, effects, walkedTo } = attItself());
});

describe('AT&T refuses', () => {
  const cases: [string, OrderStepId, (ids: Ids) => Partial<Ids>][] = [
    ['an unknown quote', 'apex-configure-quote', () => ({ quoteId: '0Q0nothing' })],
    ['an unknown quote', 'apex-assign-end-customer', () => ({ quoteId: '0Q0nothing' })],
    ['an unknown quote', 'apex-check-credit', () => ({ quoteId: '0Q0nothing' })],
    ['an unknown quote', 'apex-create-contract', () => ({ quoteId: '0Q0nothing' })],
    ['an unknown quote', 'apex-create-order', () => ({ quoteId: '0Q0nothing' })],
    ['an unknown quote', 'alliance-check-credit', () => ({ quoteId: '0Q0nothing' })],
    ['an unknown quote', 'alliance-create-contract', () => ({ quoteId: '0Q0nothing' })],
    ['a quote of the other program', 'alliance-create-order', () => ({ quoteId: '0Q0dx000002Y7ifCAC' })],
    ['a site of another quote', 'apex-configure-quote', () => ({ siteId: 'a7lnothing' })],
    ['a site of another quote', 'apex-assign-end-customer', () => ({ siteId: 'a7lnothing' })],
    ['an unknown sub-order', 'apex-reserve-port', () => ({ subOrderId: '801nothing' })],
    ['an unknown sub-order', 'alliance-enrich-billing', () => ({ subOrderId: '801nothing' })],
    ['a sub-order of another order', 'apex-enrich-installation-and-shipping', () => ({ orderId: '801nothing' })],
    ['an unknown order', 'alliance-group-orders', () => ({ orderId: '801nothing' })],
    ['an unknown order', 'apex-hand-off-order', () => ({ orderId: '801nothing' })],
  ];
  it.each(cases)('%s at %s', async (_, id, change) => {
    const ids = await walkedTo(id);
    const before = effects();
    const refused = await ask(id, orderRequest(id, { ...ids, ...change(ids) }));
    expect(refused).toMatchObject({ outcome: 'rejected' });
    expect(effects()).toEqual(before);
    expect(await ask(id, orderRequest(id, ids))).toMatchObject({ outcome: 'succeeded' });
  });

  it.each(['apex', 'alliance'] as const)('a contract without approved credit, in %s with 200', async (program) => {
    const ids = await walkedTo(`${program}-check-credit`);
    const refused = await ask(`${program}-create-contract`, orderRequest(`${program}-create-contract`, ids));
    expect(refused).toMatchObject({ status: 200, outcome: 'rejected' });
  });

  it.each(['apex', 'alliance'] as const)('an order before the contract is signed, in %s', async (program) => {
    const ids = await walkedTo(`${program}-create-order`, { approverEmail: 'slow@example.com' });
    const order = orderRequest(`${program}-create-order`, ids);
    expect(await ask(`${program}-create-order`, order)).toMatchObject({ status: 400, outcome: 'rejected' });
    sign(ids, 'Declined');
    expect(await ask(`${program}-create-order`, order)).toMatchObject({ outcome: 'rejected' });
    sign(ids, 'Signed');
    expect(await ask(`${program}-create-order`, order)).toMatchObject({ outcome: 'succeeded' });
  });

  it('an order whose terms are not accepted', async () => {
    const body = { ...orderRequest('apex-create-order', await walkedTo('apex-create-order')), 'checkT&C': false };
    expect(await ask('apex-create-order', body)).toMatchObject({ status: 200, outcome: 'rejected' });
  });

  it.each(['apex', 'alliance'] as const)('a second order for a quote and a second handoff, in %s', async (program) => {
    const ids = await walkedTo(`${program}-hand-off-order`);
    const [order, handoff] = [
      orderRequest(`${program}-create-order`, ids),
      orderRequest(`${program}-hand-off-order`, ids),
    ];
    expect(await ask(`${program}-create-order`, order)).toMatchObject({ status: 409, outcome: 'rejected' });
    expect(await ask(`${program}-hand-off-order`, handoff)).toMatchObject({ status: 200, outcome: 'succeeded' });
    expect(await ask(`${program}-hand-off-order`, handoff)).toMatchObject({ status: 409, outcome: 'rejected' });
    expect(effects()).toContainEqual([`order of quote ${ids.quoteId}`, 1]);
    expect(effects()).toContainEqual([`handoff of sub-order ${ids.subOrderId!}`, 1]);
  });

  it.each([
    ['apex-enrich-installation-and-shipping', 'apex-hand-off-order', 'installationAndShipping, portReservation'],
    ['apex-reserve-port', 'apex-hand-off-order', 'portReservation'],
    ['alliance-enrich-shipping', 'alliance-hand-off-order', 'shipping'],
  ] as const)('the handoff while %s is missing', async (missing, handoff, named) => {
    const ids = await walkedTo(missing);
    expect(await ask(handoff, orderRequest(handoff, ids))).toMatchObject({
      status: 200,
      outcome: 'rejected',
      answer: { status: 'failed', message: `The order is not complete: ${named}` },
    });
  });

  it('changes of what was handed off, and of a quote whose contract is signed', async () => {
    const ids = await walkedTo('apex-hand-off-order');
    await ask('apex-hand-off-order', orderRequest('apex-hand-off-order', ids));
    for (const id of [
      'apex-reserve-port',
      'apex-configure-quote',
      'apex-create-contract',
      'apex-check-credit',
    ] as const) {
      expect({ id, ...(await ask(id, orderRequest(id, ids))) }).toMatchObject({ id, outcome: 'rejected' });
    }
  });
});
