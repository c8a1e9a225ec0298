import { stepsOf } from '#domain/order/order-workflow';
import { nextStepsOf, stepOfKey, stepToTake } from '#tracking/order/next-steps';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { at, observed, orderId, quoteId, subOrderId, trackedOrder } from './orders';

const orderOf = (facts: Record<string, string>, parts: Partial<TrackedOrder> = {}) =>
  trackedOrder({ facts: observed({ quote: 'created', ...facts }), ...parts });
const steps = (order: TrackedOrder) => nextStepsOf(order, 'strict');
/** What is offered, in order. */
const namesOf = (order: TrackedOrder) =>
  steps(order).map(
    ({ operation, available, again }) => `${operation}${available ? '' : ' waits'}${again ? ' again' : ''}`,
  );
const attest = 'attest-order-fact';

describe('a step', () => {
  it('of an order is one, of a sub-order each its own', () => {
    expect(stepToTake('apex', 'create-order')).toMatchObject({ key: 'create-order' });
    expect(stepToTake('apex', 'create-order')).not.toHaveProperty('subOrderId');
    const perSubOrder = stepsOf('apex').find((step) => stepToTake('apex', step).rule.perSubOrder)!;
    expect(stepToTake('apex', perSubOrder, subOrderId)).toMatchObject({
      key: `${perSubOrder}:${subOrderId}`,
      subOrderId,
    });
    expect(stepToTake('apex', perSubOrder)).toMatchObject({ key: `${perSubOrder}:` });
  });

  it('is found by its key', () => {
    for (const program of ['apex', 'alliance'] as const)
      for (const step of stepsOf(program)) {
        const taken = stepToTake(program, step, subOrderId);
        expect(stepOfKey(program, taken.key)).toEqual(taken);
      }
    expect(() => stepOfKey('apex', 'create')).toThrow('apex has no step create');
    expect(() => stepOfKey('apex', 'create-orders')).toThrow('no step');
  });
});

describe('what can be done with an APEX order', () => {
  const [configure, assign, credit, contract, order] = [
    ...['apex-configure-quote', 'apex-assign-end-customer', 'apex-check-credit', 'apex-create-contract'],
    'apex-create-order',
  ] as [string, string, string, string, string];
  const waits = (name: string) => `${name} waits`;
  const again = (name: string) => `${name} again`;

  it.each<[string, TrackedOrder, string[]]>([
    ['that is quoted', orderOf({}), [credit, configure, assign, waits(contract), waits(order)]],
    [
      'whose credit is asked for',
      orderOf({ credit: 'requested' }),
      [attest, configure, assign, waits(contract), waits(order), again(credit)],
    ],
    [
      'whose credit is approved',
      orderOf({ credit: 'approved' }),
      [contract, configure, assign, waits(order), again(credit)],
    ],
    ['whose credit is declined', orderOf({ credit: 'declined' }), [configure, assign, waits(contract), waits(order)]],
    [
      'whose contract is sent',
      orderOf({ credit: 'approved', contract: 'sent' }),
      [attest, configure, assign, waits(order), again(credit), again(contract)],
    ],
    [
      'whose contract is signed',
      orderOf({ credit: 'approved', contract: 'sent', signature: 'signed' }),
      [order, assign, again(credit)],
    ],
    [
      'whose credit is being asked for',
      orderOf({}, { pending: { 'check-credit': { requestId: 'req_1', at } } }),
      [configure, assign, waits(contract), waits(order)],
    ],
    [
      'that is ordered',
      orderOf({ credit: 'approved', contract: 'sent', signature: 'signed', order: 'created' }, { orderId }),
      [assign],
    ],
    [
      'that is cancelled',
      orderOf({ order: 'created', completion: 'cancelled' }, { orderId, subOrderIds: [subOrderId] }),
      [],
    ],
    [
      'whose contract was refused in word',
      orderOf({ credit: 'approved', contract: 'sent', signature: 'declined' }),
      [attest, configure, assign, waits(order), again(credit), again(contract)],
    ],
  ])('%s', (_, standing, expected) => {
    expect(namesOf(standing)).toEqual(expected);
  });
});

describe('what only a partner can tell', () => {
  const told = (order: TrackedOrder) => steps(order).filter(({ operation }) => operation === attest);
  const path = `/v1/tracking/orders/${quoteId}/attestations`;
  const credit = { actor: 'att', description: expect.stringContaining('fact `credit`') as string };
  const signature = { actor: 'end-customer', description: expect.stringContaining('fact `signature`') as string };
  const elsewhere = { origin: 'elsewhere' } as const;

  it.each<[string, TrackedOrder, object[]]>([
    ['nothing of a quote made here', orderOf({}), []],
    ['AT&T’s decision on a credit that was asked for', orderOf({ credit: 'requested' }), [credit]],
    ['no decision that is known', orderOf({ credit: 'approved' }), []],
    ['no decision that is known, refused', orderOf({ credit: 'declined' }, elsewhere), [signature]],
    ['no decision that is known, of an order made elsewhere', orderOf({ credit: 'approved' }, elsewhere), [signature]],
    ['both of an order made elsewhere', orderOf({}, elsewhere), [credit, signature]],
    ['the signature of a contract that was sent', orderOf({ credit: 'approved', contract: 'sent' }), [signature]],
    [
      'the signature of a contract that was declined',
      orderOf({ credit: 'approved', contract: 'sent', signature: 'declined' }),
      [signature],
    ],
    ['no signature that is known', orderOf({ credit: 'approved', contract: 'sent', signature: 'signed' }), []],
    [
      'no signature once there is an order',
      orderOf({ credit: 'approved', contract: 'sent', order: 'created' }, { orderId }),
      [],
    ],
  ])('%s', (_, order, expected) => {
    expect(told(order)).toEqual(
      expected.map((one) => ({ operation: attest, method: 'POST', path, available: true, needs: [], ...one })),
    );
  });
});

describe('a step that is described', () => {
  const step = (operation: string, order: TrackedOrder) => steps(order).find((one) => one.operation === operation);

  it('says where it is called, and what it lacks from whom', () => {
    expect(step('apex-check-credit', orderOf({}))).toMatchObject({
      method: 'POST',
      available: true,
      actor: 'you',
      needs: [],
    });
    expect(step('apex-create-contract', orderOf({}))).toMatchObject({
      available: false,
      actor: 'you',
      needs: [expect.stringMatching(/^credit: approved \(.+\)$/) as string],
    });
    expect(step('apex-create-contract', orderOf({ credit: 'requested' }))).toMatchObject({ actor: 'att' });
    expect(step('apex-create-order', orderOf({ credit: 'approved', contract: 'sent' }))).toMatchObject({
      actor: 'end-customer',
    });
    expect(step('apex-check-credit', orderOf({}))).not.toHaveProperty('subOrderId');
    expect(step('apex-check-credit', orderOf({}))).not.toHaveProperty('again');
  });

  it('is named for every sub-order, and not for one it was done for', () => {
    const others = ['801dx00000OtherSAAA', subOrderId];
    const order = orderOf(
      { credit: 'approved', contract: 'sent', signature: 'signed', order: 'created' },
      { orderId, subOrderIds: others },
    );
    const named = steps(order).flatMap(({ operation, subOrderId: of }) =>
      of === undefined ? [] : [`${operation} ${of}`],
    );
    const operations = new Set(named.map((name) => name.split(' ')[0]));
    expect(operations.size).toBeGreaterThan(0);
    for (const operation of operations) for (const of of others) expect(named).toContain(`${operation} ${of}`);
  });

  it('is not offered while it is in flight', () => {
    const pending = { 'check-credit': { requestId: 'req_1', at } };
    expect(step('apex-check-credit', orderOf({}, { pending }))?.available).not.toBe(true);
  });
});
