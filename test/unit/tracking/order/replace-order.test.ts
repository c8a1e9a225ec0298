import type { Table } from '#platform/table/table';
import { appendNotice } from '#tracking/append-notice';
import { createOrderStore } from '#tracking/order/order-store';
import { replaceOrder } from '#tracking/order/replace-order';
import { stepsInFlight, withStepOutcome } from '#tracking/order/step-outcome';
import { orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { endOfUnconfirmed } from '#tracking/unconfirmed';
import { at, orderId, reread, stored, subOrderId, testTable, trackedOrder } from './orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const nowMs = Date.parse(at);
let orders = 0;
const inFlight = (): TrackedOrder =>
  trackedOrder({
    quoteId: `0Q0dx0000${String((orders += 1)).padStart(6, '0')}QAA`,
    pending: { 'create-order': { requestId: 'req_1', at } },
  });

/** Something else is told of the order after it was read. */
const meanwhile = ({ solutionProvider, quoteId }: TrackedOrder) =>
  appendNotice(table, orderKey(solutionProvider, quoteId), 'a mark', { at, type: 'note-added' });

const succeeded = (order: TrackedOrder): TrackedOrder =>
  withStepOutcome(
    order,
    stepsInFlight(order)[0]!,
    {
      outcome: 'succeeded',
      record: {
        requestId: 'req_1',
        startedAt: at,
        learned: {
          facts: [{ name: 'order', value: 'created', provenance: 'observed', at }],
          ids: { orderId, subOrderIds: [subOrderId] },
        },
      } as never, // Of a record no more is read.
    },
    at,
  );

const rejected = (order: TrackedOrder): TrackedOrder =>
  withStepOutcome(order, stepsInFlight(order)[0]!, { outcome: 'rejected', record: undefined }, at);

const changes: [string, (order: TrackedOrder) => TrackedOrder][] = [
  ['the outcome of a step that was done', succeeded],
  ['the outcome of a step that was refused', rejected],
  ['further sub-orders', (order) => ({ ...order, orderId, subOrderIds: [subOrderId] })],
];

describe.each(changes)('%s', (_, change) => {
  it('is written of the order as it was read', async () => {
    const read = await stored(table, inFlight());
    expect(await replaceOrder(table, read, change(read), { nowMs })).toEqual(await reread(table, read));
  });

  it('is not written once anything else has happened to the order', async () => {
    const read = await stored(table, inFlight());
    await meanwhile(read);
    const standing = await reread(table, read);
    expect(await replaceOrder(table, read, change(read), { nowMs })).toBeUndefined();
    expect(await reread(table, read)).toEqual(standing);
  });
});

describe('the outcome of a step', () => {
  it('takes no sub-order away that became known after the order was read', async () => {
    const read = await stored(table, inFlight());
    const store = createOrderStore(table, () => Date.parse(at));
    const created = { name: 'order', value: 'created', provenance: 'attested', at } as const;
    await store.record(await reread(table, read), created, { ids: { orderId, subOrderIds: ['801dx00000OtherSAAA'] } });
    expect(await replaceOrder(table, read, succeeded(read), { nowMs })).toBeUndefined();
    expect(await reread(table, read)).toMatchObject({ subOrderIds: ['801dx00000OtherSAAA'] });
  });

  it.each([
    ['was begun again', { requestId: 'req_1', at: '2026-11-02T13:00:00.000Z' }],
    ['is another request’s', { requestId: 'req_2', at }],
  ])('is not written of one that %s', async (_, pending) => {
    const read = await stored(table, inFlight());
    await stored(table, { ...read, pending: { 'create-order': pending } });
    expect(await replaceOrder(table, read, rejected(read), { nowMs })).toBeUndefined();
    expect((await reread(table, read)).pending).toEqual({ 'create-order': pending });
  });
});

describe('a fact that is recorded by itself', () => {
  const signed = (order: TrackedOrder): TrackedOrder => ({
    ...order,
    facts: { ...order.facts, signature: { value: 'signed', provenance: 'attested', at } },
  });

  it('is written whatever else has happened, unless exactly the order that was read is meant', async () => {
    const read = await stored(table, inFlight());
    await meanwhile(read);
    expect(await replaceOrder(table, read, signed(read), { nowMs, isExact: true })).toBeUndefined();
    expect(await replaceOrder(table, read, signed(read), { nowMs })).toMatchObject({
      facts: { signature: { value: 'signed' } },
    });
  });

  it('is not written over what was recorded of the same meanwhile', async () => {
    const read = await stored(table, inFlight());
    await stored(table, { ...read, facts: { signature: { value: 'declined', provenance: 'observed', at } } });
    expect(await replaceOrder(table, read, signed(read), { nowMs })).toBeUndefined();
  });

  it('is not written of an order that is not there', async () => {
    const unknown = inFlight();
    expect(await replaceOrder(table, unknown, signed(unknown), { nowMs })).toBeUndefined();
  });

  it('leaves what became of other facts meanwhile', async () => {
    const credit = { value: 'requested', provenance: 'observed', at } as const;
    const read = await stored(table, { ...inFlight(), facts: { credit } });
    await stored(table, { ...read, facts: { credit: { ...credit, value: 'approved' } } });
    expect(await replaceOrder(table, read, signed(read), { nowMs })).toMatchObject({
      facts: { credit: { value: 'approved' }, signature: { value: 'signed' } },
    });
  });

  it('has its entry in a timeline that has room for it, and needs no room without one', async () => {
    const entry = { at, type: 'note-added' } as const;
    const read = await stored(table, inFlight());
    await stored(table, { ...read, timeline: Array.from({ length: 100 }, () => entry) });
    const told = (order: TrackedOrder): TrackedOrder => ({ ...signed(order), timeline: [...order.timeline, entry] });
    expect(await replaceOrder(table, read, told(read), { nowMs })).toBeUndefined();
    expect(await replaceOrder(table, read, signed(read), { nowMs })).toMatchObject({
      facts: { signature: { value: 'signed' } },
    });
  });
});

describe('the end of an order', () => {
  const named = (parts: Partial<TrackedOrder> = {}): TrackedOrder => ({
    ...inFlight(),
    origin: 'elsewhere',
    timeline: [{ at, type: 'order-adopted' }],
    ...parts,
  });

  it('is set once nothing is under way of one that is merely named', async () => {
    const read = await stored(table, named());
    const changed = await replaceOrder(table, read, rejected(read), { nowMs });
    expect(changed).toMatchObject({ pending: {}, expiresAt: endOfUnconfirmed(nowMs) });
    expect(await reread(table, read)).toEqual(changed);
  });

  it('is none of one that was made here', async () => {
    const read = await stored(table, inFlight());
    expect(await replaceOrder(table, read, rejected(read), { nowMs })).not.toHaveProperty('expiresAt');
  });

  it('is taken away once something is known', async () => {
    const read = await stored(table, named({ pending: {}, expiresAt: 1_999_999_999 }));
    const timeline: TrackedOrder['timeline'] = [...read.timeline, { at, type: 'fact-recorded' }];
    expect(await replaceOrder(table, read, { ...read, timeline }, { nowMs })).not.toHaveProperty('expiresAt');
  });

  const alsoPending = async (order: TrackedOrder): Promise<void> => {
    const pending = { ...order.pending, 'check-credit': { requestId: 'req_2', at } };
    await stored(table, { ...order, pending });
  };

  it('is not set by the outcome of a step where another has begun since', async () => {
    const read = await stored(table, named());
    await alsoPending(read);
    expect(await replaceOrder(table, read, rejected(read), { nowMs })).toBeUndefined();
    expect(await reread(table, read)).not.toHaveProperty('expiresAt');
  });

  it('keeps no fact from being recorded where a step has begun since', async () => {
    const read = await stored(table, inFlight());
    await alsoPending(read);
    const facts: TrackedOrder['facts'] = {
      ...read.facts,
      signature: { value: 'signed', provenance: 'attested', at },
    };
    expect(await replaceOrder(table, read, { ...read, facts }, { nowMs })).toMatchObject({
      pending: { 'check-credit': { requestId: 'req_2' } },
    });
  });
});

it('an order id that became known is written without sub-orders', async () => {
  const read = await stored(table, inFlight());
  expect(await replaceOrder(table, read, { ...read, orderId }, { nowMs })).toMatchObject({ orderId });
});
