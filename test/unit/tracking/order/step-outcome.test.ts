import type { NewFact } from '#domain/order/facts';
import type { FinalOutcome } from '#requests/request-outcome';
import type { RequestRecord } from '#requests/request-record';
import { stepsInFlight, withoutStep, withStepOutcome, type StepInFlight } from '#tracking/order/step-outcome';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { at, observed, orderId, subOrderId, trackedOrder } from './orders';

const later = '2026-11-02T12:00:05.000Z';
const handoff = `hand-off-order:${subOrderId}`;
const order = trackedOrder({
  pending: { 'check-credit': { requestId: 'req_1', at }, [handoff]: { requestId: 'req_2', at } },
});
const [creditCheck, handingOff] = stepsInFlight(order) as [StepInFlight, StepInFlight];

const recordOf = (parts: Partial<RequestRecord> = {}): RequestRecord =>
  ({ requestId: 'req_1', startedAt: at, ...parts }) as RequestRecord; // Of a record no more is read.

const told = (...facts: Partial<NewFact>[]): NewFact[] =>
  facts.map((fact) => ({ name: 'credit', value: 'approved', provenance: 'observed', at, requestId: 'req_1', ...fact }));

const after = (step: StepInFlight, outcome: FinalOutcome, record?: RequestRecord, of: TrackedOrder = order) =>
  withStepOutcome(of, step, { outcome, record }, later);

it('steps in flight have their keys', () => {
  expect(stepsInFlight(order)).toEqual([
    { key: 'check-credit', requestId: 'req_1', at },
    { key: handoff, requestId: 'req_2', at },
  ]);
});

it('an order without the mark of a request is the same without it', () => {
  expect(withoutStep(order, 'configure-quote', 'req_1')).toBe(order);
  expect(withoutStep(order, 'check-credit', 'req_2')).toBe(order);
  expect(withoutStep(order, 'check-credit', 'req_1').pending).toEqual({ [handoff]: order.pending[handoff] });
});

describe('an order after a step of it has ended', () => {
  it('knows what AT&T’s answer told, and waits for the other steps only', () => {
    const changed = after(creditCheck, 'succeeded', recordOf({ learned: { facts: told({}) } }));
    expect(changed).toMatchObject({ facts: { credit: { value: 'approved', requestId: 'req_1' } }, updatedAt: later });
    expect(Object.keys(changed.pending)).toEqual([handoff]);
    expect(changed.timeline).toHaveLength(2);
    expect(changed).not.toHaveProperty('orderId');
  });

  it('has the ids AT&T gave, and those it had', () => {
    const learned = { facts: told({ name: 'order', value: 'created' }), ids: { orderId, subOrderIds: [subOrderId] } };
    const known = { ...order, orderId, subOrderIds: ['801-first'] };
    expect(after(creditCheck, 'succeeded', recordOf({ learned }), known)).toMatchObject({
      orderId,
      subOrderIds: ['801-first', subOrderId],
    });
  });

  it('knows nothing new where something later is known already', () => {
    const known = { ...order, facts: observed({ quote: 'created', credit: 'declined' }) };
    const learned = { facts: told({ value: 'requested' }, { name: 'endCustomer', value: 'assigned' }) };
    const changed = after(creditCheck, 'succeeded', recordOf({ learned }), known);
    expect(changed.facts).toMatchObject({ credit: { value: 'declined' }, endCustomer: { value: 'assigned' } });
    expect(changed.timeline).toHaveLength(2);
  });

  it.each<FinalOutcome>(['rejected', 'not-sent', 'not-applied'])('is as it was before one that was %s', (outcome) => {
    const { pending, ...rest } = after(creditCheck, outcome, recordOf({ learned: { facts: told({}) } }));
    expect(pending).not.toHaveProperty('check-credit');
    expect(rest).toEqual({ ...order, pending: undefined });
  });

  it('is as it was before where no record tells what came of it', () => {
    expect(after(creditCheck, 'succeeded').facts).toEqual(order.facts);
  });

  it.each<[string, TrackedOrder['pending']]>([
    ['has been begun again', { 'check-credit': { requestId: 'req_1', at: later } }],
    ['is another request’s', { 'check-credit': { requestId: 'req_3', at } }],
    ['is no more in flight', { [handoff]: { requestId: 'req_2', at } }],
  ])('is the same when it %s', (_, pending) => {
    const standing = { ...order, pending };
    expect(after(creditCheck, 'succeeded', recordOf({ learned: { facts: told({}) } }), standing)).toBe(standing);
  });
});

describe('a step that somebody stated to be done', () => {
  it('makes its own fact so, since the outcome was decided', () => {
    const { facts } = after(handingOff, 'succeeded', recordOf({ requestId: 'req_2', finishedAt: later }));
    expect(facts[`handoff:${subOrderId}`]).toEqual({
      ...{ value: 'done', provenance: 'attested', at: later, requestId: 'req_2' },
    });
  });

  it('makes it so since it was begun where no end is known, of the whole order where it is about that', () => {
    const { facts } = after(creditCheck, 'succeeded', recordOf());
    expect(facts['credit']).toEqual({ value: 'requested', provenance: 'attested', at, requestId: 'req_1' });
  });
});
