import {
  allianceCredit,
  apexCredit,
  contractRead,
  contractSent,
  enrichmentRecords,
  orderStatus,
} from '#operations/shared/answer-facts';
import { nextStepsOf } from '#tracking/order/next-steps';
import { orderView, orderViewSchema } from '#tracking/order/order-view';
import { stateOf, type OrderState } from '#tracking/order/tracked-order';
import { at, observed, orderId, quoteId, subOrderId, trackedOrder } from './orders';

const states: [OrderState, Record<string, string>][] = [
  ['quoted', { quote: 'created' }],
  ['quoted', { quote: 'configured', endCustomer: 'assigned' }],
  ['credit-pending', { credit: 'requested' }],
  ['credit-pending', { credit: 'manual-review' }],
  ['credit-approved', { credit: 'approved' }],
  ['credit-declined', { credit: 'declined' }],
  ['contract-sent', { credit: 'approved', contract: 'sent', signature: 'awaited' }],
  ['contract-declined', { credit: 'approved', contract: 'sent', signature: 'declined' }],
  ['contract-signed', { credit: 'approved', contract: 'sent', signature: 'signed' }],
  ['ordered', { signature: 'signed', order: 'created' }],
  ['handed-off', { order: 'created', [`handoff:${subOrderId}`]: 'done' }],
  ['completed', { order: 'created', [`handoff:${subOrderId}`]: 'done', completion: 'completed' }],
  ['cancelled', { order: 'created', completion: 'cancelled' }],
];

describe('the state of an order', () => {
  it.each(states)('is %s with %j', (state, facts) => {
    expect(stateOf(trackedOrder({ subOrderIds: [subOrderId], facts: observed(facts) }))).toBe(state);
  });

  it('is handed-off only when every sub-order is', () => {
    const facts = observed({ order: 'created', [`handoff:${subOrderId}`]: 'done' });
    expect(stateOf(trackedOrder({ subOrderIds: [subOrderId, '801-second'], facts }))).toBe('ordered');
  });

  it('is not handed-off where there is no sub-order', () => {
    expect(stateOf(trackedOrder({ facts: observed({ order: 'created' }) }))).toBe('ordered');
  });
});

describe('an order as it is shown', () => {
  it.each(states)('in state %s fits its schema', (_, facts) => {
    const order = trackedOrder({ orderId, subOrderIds: [subOrderId], facts: observed(facts) });
    for (const mode of ['strict', 'advisory'] as const)
      expect(orderViewSchema.safeParse(orderView(order, mode)).error).toBeUndefined();
  });

  it('leads from each step in flight to its request', () => {
    const pending = { 'check-credit': { requestId: 'req_1', at } };
    expect(orderView(trackedOrder({ pending }), 'strict').pending).toEqual({ 'check-credit': '/v1/requests/req_1' });
  });

  it('tells what has not happened from what is not known', () => {
    const value = (origin: 'here' | 'elsewhere') =>
      orderView(trackedOrder({ origin }), 'strict').facts['credit']?.value;
    expect([value('here'), value('elsewhere')]).toEqual(['not-yet', 'unknown']);
  });

  it('says whether AT&T can be asked how it goes on', () => {
    const shown = (program: 'apex' | 'alliance') => orderView(trackedOrder({ program }), 'strict');
    expect(shown('apex')).toMatchObject({ trackable: false, trackableReason: expect.stringContaining('attest') });
    expect(shown('alliance')).toMatchObject({ trackable: true });
  });
});

const offered = (facts: Record<string, string>, parts = {}) =>
  nextStepsOf(trackedOrder({ subOrderIds: [subOrderId], facts: observed(facts), ...parts }), 'strict');

describe('what can be done next', () => {
  it('on a new quote is everything before the contract; the rest says what it waits for', () => {
    const steps = offered({ quote: 'created' }, { subOrderIds: [] });
    expect(steps.filter(({ available }) => available).map(({ operation }) => operation)).toEqual([
      'apex-check-credit',
      'apex-configure-quote',
      'apex-assign-end-customer',
    ]);
    expect(steps.find(({ operation }) => operation === 'apex-create-contract')).toMatchObject({
      available: false,
      actor: 'you',
      needs: ['credit: approved (not yet)'],
    });
  });

  it('while AT&T reviews the credit is AT&T’s to do, and can be attested', () => {
    const steps = offered({ quote: 'created', credit: 'manual-review' });
    expect(steps.find(({ operation }) => operation === 'apex-create-contract')).toMatchObject({ actor: 'att' });
    expect(steps[0]).toMatchObject({ operation: 'attest-order-fact', actor: 'att', available: true });
  });

  it('while the contract waits for its signature is the end customer’s', () => {
    const steps = offered({ credit: 'approved', contract: 'sent', signature: 'awaited' });
    expect(steps.find(({ operation }) => operation === 'apex-create-order')).toMatchObject({
      available: false,
      actor: 'end-customer',
      needs: ['signature: signed (unknown)'],
    });
    expect(steps[0]).toMatchObject({
      operation: 'attest-order-fact',
      actor: 'end-customer',
      path: `/v1/tracking/orders/${quoteId}/attestations`,
    });
  });

  it.each(['strict', 'advisory'] as const)(
    'has what was done before last, and what others wait for first, wherever the order stands: %s',
    (mode) => {
      const standings: Record<string, string>[] = [
        { quote: 'created' },
        { quote: 'created', credit: 'manual-review' },
        { quote: 'configured', credit: 'approved' },
        { quote: 'configured', credit: 'approved', contract: 'sent', signature: 'awaited' },
        { endCustomer: 'assigned', credit: 'approved', contract: 'sent', signature: 'signed' },
        { credit: 'approved', contract: 'sent', signature: 'signed', order: 'created' },
      ];
      for (const facts of standings) {
        const order = trackedOrder({ subOrderIds: ['801-a'], facts: observed(facts) });
        const places = nextStepsOf(order, mode).map(({ operation, available, again }) => {
          if (operation === 'attest-order-fact') return 0;
          if (again) return 3;
          return available ? 1 : 2;
        });
        expect(places).toEqual(places.toSorted());
      }
    },
  );

  it('ends with a declined credit check, but for naming the end customer', () => {
    const steps = offered({ quote: 'created', credit: 'declined' }).filter(({ available }) => available);
    expect(steps.map(({ operation }) => operation)).toEqual(['apex-configure-quote', 'apex-assign-end-customer']);
  });

  it('is told per sub-order once there is an order', () => {
    const facts = { credit: 'approved', contract: 'sent', signature: 'signed', order: 'created' };
    const steps = offered(facts, { subOrderIds: ['801-a', '801-b'] });
    const enrichments = steps.filter(({ operation }) => operation === 'apex-reserve-port');
    expect(enrichments.map((step) => step.subOrderId)).toEqual(['801-a', '801-b']);
    expect(steps.find(({ operation }) => operation === 'apex-hand-off-order')).toMatchObject({
      available: false,
      needs: ['installationAndShipping:801-a: enriched (not yet)', 'portReservation:801-a: enriched (not yet)'],
    });
  });

  it('is nothing once the order is completed', () => {
    expect(offered({ order: 'created', completion: 'completed', signature: 'signed', credit: 'approved' })).toEqual([]);
  });

  it('names the address to call', () => {
    const [step] = offered({ quote: 'created' }, { program: 'alliance', subOrderIds: [] });
    expect(step).toMatchObject({ method: 'POST', path: '/v1/ordering/alliance/credit-checks' });
  });

  it('names what was done before last, and says so', () => {
    const steps = offered({ quote: 'created', credit: 'approved', contract: 'sent', signature: 'awaited' });
    const available = steps.filter(({ available: can, operation }) => can && operation !== 'attest-order-fact');
    expect(available.map(({ operation, again }) => [operation, again])).toEqual([
      ['apex-configure-quote', undefined],
      ['apex-assign-end-customer', undefined],
      ['apex-check-credit', true],
      ['apex-create-contract', true],
    ]);
  });
});

describe('what AT&T’s words mean', () => {
  it.each([
    ['Auto-Approved', 'approved'],
    ['approved', 'approved'],
    ['Manually Approved', 'approved'],
    ['Approved with deposit', 'approved'],
    ['Declined', 'declined'],
    ['Auto-Declined', 'declined'],
    ['Denied', 'declined'],
    ['Rejected by bureau', 'declined'],
    ['Manual Review', 'manual-review'],
    ['Not Approved', 'manual-review'],
    ['Disapproved', 'manual-review'],
    ['Approval pending', 'manual-review'],
    ['Something new', 'manual-review'],
  ])('credit %s is %s, and the word is kept', (approvalStatus, value) => {
    const expected = [{ name: 'credit', value, raw: { approvalStatus } }];
    expect(allianceCredit({ approvalStatus })).toEqual(expected);
    expect(apexCredit({ creditCheckDetails: { approvalStatus } })).toEqual(expected);
  });

  it.each([{}, { creditCheckDetails: {} }, { approvalStatus: '' }, { approvalStatus: null }, null, []])(
    'an answer without a word, like %j, decides nothing',
    (answer) => {
      expect([...allianceCredit(answer), ...apexCredit(answer)]).toEqual([]);
    },
  );

  it.each([
    ['Signed', 'signed'],
    ['EXECUTED', 'signed'],
    ['Complete', 'signed'],
    ['Declined', 'declined'],
    ['Voided', 'declined'],
    ['Cancelled', 'declined'],
    ['Sent', 'awaited'],
    ['Partially Signed', 'awaited'],
    ['Active (Remote)', 'awaited'],
  ])('a contract that is %s has its signature %s', (contractStatus, value) => {
    expect(contractRead({ contractStatus })).toEqual([
      { name: 'contract', value: 'sent' },
      { name: 'signature', value, raw: { contractStatus } },
    ]);
    expect(contractSent()).toContainEqual({ name: 'signature', value: 'awaited' });
  });

  it.each([
    [
      { Id: '802A', Product2: 'Product2', 'Product2.Name': 'Port' },
      { records: '1', products: 'Port' },
    ],
    [
      [
        { Id: '802A', Product2: { Name: 'Port' } },
        { Id: '802B', Product2: 'Access' },
      ],
      { records: '2', products: 'Port, Access' },
    ],
    [[{ Id: '802A' }, {}], { records: '1' }],
  ])('enrichment records %j are present, and nothing says that they are complete', (answer, raw) => {
    expect(enrichmentRecords(answer)).toEqual([{ name: 'enrichmentRecords', value: 'present', raw }]);
  });

  it.each([[], {}, null, [{ Product2: 'Port' }]])('%j are no enrichment records', (answer) => {
    expect(enrichmentRecords(answer)).toEqual([]);
  });

  it.each([
    ['IN_PROGRESS', undefined],
    ['COMPLETED', 'completed'],
    ['Complete', 'completed'],
    ['CANCELED', 'cancelled'],
    ['Cancelled', 'cancelled'],
    ['COMPLETED_WITH_ERRORS', undefined],
  ])('order status %s completes it as %s', (word, completion) => {
    const facts = orderStatus({ responseData: { orderStatus: word } });
    expect(facts[0]).toEqual({ name: 'status', value: word, raw: { orderStatus: word } });
    expect(facts[1]?.value).toBe(completion);
    expect(facts.every(({ raw }) => raw?.['orderStatus'] === word)).toBe(true);
  });
});
