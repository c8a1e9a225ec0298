import { operation as checkCredit } from '#operations/alliance-check-credit/operation';
import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';
import { operation as handOff } from '#operations/alliance-hand-off-order/operation';
import type { NewFact } from '#domain/order/facts';
import { poll } from '#polling/poll';
import { orderView } from '#tracking/order/order-view';
import { quickClient } from '../../support/quick-client';
import { freshIds } from '../tracking/order/orders';
import { firstInput, learned, pollingWorld, solutionProvider, subjectOf } from './world';

const inProgress = { responseData: { orderStatus: 'IN_PROGRESS' } };

/** An Alliance order that was handed off, of which only what is attested is known. */
const handedOff = async (known: readonly Omit<NewFact, 'at' | 'provenance'>[] = []) => {
  const world = pollingWorld({ client: quickClient(), replyTo: () => inProgress });
  const { quoteId, orderId, subOrderId } = freshIds();
  const at = new Date(world.clock.now()).toISOString();
  const attest = async (fact: Omit<NewFact, 'at' | 'provenance'>): Promise<void> => {
    const order = await world.orders.find(solutionProvider, quoteId);
    await world.orders.record(order!, { ...fact, provenance: 'attested', at });
  };
  const order = await world.orders.adopt({
    ...{ solutionProvider, program: 'alliance', quoteId, origin: 'elsewhere', by: 'client' },
  });
  await world.orders.record(
    order,
    { name: 'order', value: 'created', provenance: 'attested', at },
    { ids: { orderId, subOrderIds: [subOrderId] } },
  );
  for (const fact of known) await attest(fact);
  await learned(world, subjectOf(handOff, { orderId, subOrderId }), { status: 'success' });
  const input = await firstInput(world, { kind: 'order-status', id: orderId });
  const view = async () => orderView((await world.orders.find(solutionProvider, quoteId))!, 'strict');
  return { ...world, ids: { quoteId, orderId, subOrderId }, input, attest, view };
};

const named = { name: 'businessAccountName', value: 'Pecan Street Bakery' } as const;

describe('the name of the business account that AT&T wants in a read of an order’s status', () => {
  it('is sent with every poll once it is known', async () => {
    const { deps, att, input, ids } = await handedOff([named]);
    await poll(deps, input);
    expect(att.calls.map(({ request }) => request.query)).toEqual([
      {
        externalIdentifierId: ids.orderId,
        externalIdentifierType: 'OrderNumber',
        businessAccountName: 'Pecan Street Bakery',
      },
    ]);
  });

  it('is waited for while nobody knows it: AT&T is not asked what it would refuse', async () => {
    const { deps, att, input, attest, log, pollJobs, ids } = await handedOff();
    const waiting = await poll(deps, input);
    expect([waiting.done, att.calls]).toEqual([false, []]);
    expect(log.lines).toMatchObject([
      { message: 'poll-lacks-facts', facts: { member: 'businessAccountName' } },
      { message: 'item-polled', facts: { outcome: 'open', ageDays: 0 } },
    ]);
    expect(await pollJobs.find({ solutionProvider, kind: 'order-status', id: ids.orderId })).toMatchObject({
      misses: 0,
      polls: 1,
    });
    await attest(named);
    await poll(deps, { ...input, ...waiting });
    expect(att.calls).toHaveLength(1);
  });

  it('is asked of the partner, who is told why', async () => {
    const { view, attest } = await handedOff([{ name: 'handoff', value: 'done' }]);
    const before = await view();
    expect(before).toMatchObject({
      trackable: false,
      trackableReason: expect.stringContaining('`businessAccountName`') as string,
    });
    await attest(named);
    expect(await view()).toMatchObject({ trackable: true });
  });

  it('is learned from a client’s own read that AT&T answered', async () => {
    const { effects, orders, ids, deps, input, att } = await handedOff();
    const query = { externalIdentifierId: ids.orderId, businessAccountName: 'Pecan Street Bakery' };
    const read = { operation: getOrderStatus, request: { path: {}, query }, solutionProvider, clientId: 'client' };
    await effects.recordObservation(read, inProgress);
    expect((await orders.find(solutionProvider, ids.quoteId))?.facts['businessAccountName']).toMatchObject({
      value: 'Pecan Street Bakery',
      provenance: 'observed',
    });
    await poll(deps, input);
    expect(att.calls[0]?.request.query).toMatchObject({ businessAccountName: 'Pecan Street Bakery' });
  });

  it.each([
    ['Pecan Street Bakery', ['Pecan Street Bakery']],
    [' Pecan Street Bakery ', ['Pecan Street Bakery']],
    ['  ', []],
    ['N'.repeat(128), ['N'.repeat(128)]],
    ['N'.repeat(129), []],
    [undefined, []],
  ])('is taken from the credit check of %j as far as it is one', (businessName, values) => {
    const { effects } = pollingWorld({ client: quickClient(), replyTo: () => inProgress });
    const asked = subjectOf(checkCredit, { quoteId: '0Q0dx000002UEnZCAW', businessName });
    const { update } = effects.effectsOf(asked, { approvalStatus: 'Auto-Approved' }, 'req_1');
    expect((update?.facts ?? []).map(({ name, value, provenance }) => [name, value, provenance])).toEqual([
      ['credit', 'approved', 'observed'],
      ...values.map((value) => ['businessAccountName', value, 'inferred']),
    ]);
  });

  it('of a credit check never takes the place of one that is attested or that AT&T answered to', async () => {
    const { orders, ids, clock, view } = await handedOff([named]);
    const order = await orders.find(solutionProvider, ids.quoteId);
    const at = new Date(clock.now() + 1_000).toISOString();
    const { result } = await orders.record(order!, {
      ...{ name: 'businessAccountName', value: 'Pecan Holdings', provenance: 'inferred', at },
    });
    expect(result).toBe('late');
    expect((await view()).facts['businessAccountName']).toMatchObject({ value: 'Pecan Street Bakery' });
  });
});
