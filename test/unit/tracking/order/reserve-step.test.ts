import type { Table } from '#platform/table/table';
import { newOrderItem } from '#tracking/order/new-order';
import { createOrderStore } from '#tracking/order/order-store';
import { stepToTake } from '#tracking/order/next-steps';
import { createStepReservations } from '#tracking/order/reserve-step';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { at, observed, orderId, reread, stored, subOrderId, testTable, trackedOrder } from './orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const now = () => Date.parse(at) + 1_000;
const begunAt = new Date(now()).toISOString();
const reservations = (mode: 'strict' | 'advisory' = 'strict') =>
  createStepReservations({ table, orders: createOrderStore(table, now), mode, now });

let number = 0;
const fresh = (parts: Partial<TrackedOrder> = {}): Promise<TrackedOrder> =>
  stored(table, trackedOrder({ quoteId: `0Q0-reserve-${(number += 1)}`, ...parts }));
const wanted = ({ quoteId }: TrackedOrder, parts: object = {}) =>
  ({ solutionProvider: 'SP-A', program: 'apex', quoteId, origin: 'elsewhere', by: 'client-a', ...parts }) as const;

const creditCheck = stepToTake('apex', 'check-credit');
const createOrder = stepToTake('apex', 'create-order');
const handOff = stepToTake('apex', 'hand-off-order', subOrderId);

describe('a step that is due', () => {
  it('is marked with the request and the time, and its order is known by the caller’s words', async () => {
    const order = await fresh();
    const labels = { customerReference: 'our 7', metadata: { site: 'Plano' } };
    const marked = await reservations().reserve(wanted(order, labels), creditCheck, 'req_1');
    expect(marked).toEqual({ ...order, ...labels, pending: { 'check-credit': { requestId: 'req_1', at: begunAt } } });
    expect(await reread(table, order)).toEqual(marked);
  });

  it('leaves what the order is known by already', async () => {
    const order = await fresh({ customerReference: 'first' });
    const marked = await reservations().reserve(wanted(order, { customerReference: 'other' }), creditCheck, 'req_1');
    expect(marked.customerReference).toBe('first');
  });

  it('makes an order known that was quoted elsewhere', async () => {
    const unknown = trackedOrder({ quoteId: '0Q0-reserve-unknown' });
    const marked = await reservations().reserve(wanted(unknown), creditCheck, 'req_1');
    expect(marked).toMatchObject({ origin: 'elsewhere', pending: { 'check-credit': { requestId: 'req_1' } } });
  });

  it('has its order wait for it without an end', async () => {
    const timeline: TrackedOrder['timeline'] = [{ at, type: 'order-adopted' }];
    const order = await fresh({ origin: 'elsewhere', expiresAt: 1_999_999_999, timeline });
    expect(await reservations().reserve(wanted(order), creditCheck, 'req_1')).not.toHaveProperty('expiresAt');
  });

  it('is not marked on a version that was not expected, though it is due', async () => {
    const order = await fresh();
    await expect(reservations().reserve(wanted(order), creditCheck, 'req_1', [2, 3])).rejects.toMatchObject({
      code: 'precondition-failed',
    });
    expect(await reread(table, order)).toEqual(order);
    expect((await reservations().reserve(wanted(order), creditCheck, 'req_1', [1])).pending).not.toEqual({});
  });
});

describe('a step that is not due', () => {
  it('is refused while another request takes it, which is named', async () => {
    const order = await fresh({ pending: { 'check-credit': { requestId: 'req_1', at: begunAt } } });
    await expect(reservations().reserve(wanted(order), creditCheck, 'req_2')).rejects.toMatchObject({
      code: 'already-done',
      details: { firstRequest: '/v1/requests/req_1', nextSteps: expect.any(Array) as unknown[] },
    });
    expect(await reread(table, order)).toEqual(order);
  });

  const done = (requestId?: string): TrackedOrder['facts'] => ({
    ...observed({ quote: 'created', credit: 'approved', contract: 'sent', signature: 'signed' }),
    order: { value: 'created', provenance: 'observed', at, ...(requestId && { requestId }) },
  });

  it('is refused once it is done that may be done once, with the request that did it', async () => {
    const order = await fresh({ facts: done('req_1') });
    await expect(reservations().reserve(wanted(order), createOrder, 'req_2')).rejects.toMatchObject({
      code: 'already-done',
      details: { firstRequest: '/v1/requests/req_1' },
    });
  });

  it('names no request where none of ours did it', async () => {
    const order = await fresh({ facts: done() });
    const refused = reservations().reserve(wanted(order), createOrder, 'req_2');
    await expect(refused).rejects.toMatchObject({ code: 'already-done' });
    await expect(refused).rejects.not.toHaveProperty('details.firstRequest');
  });

  it('is refused with all it lacks and all that ends it', async () => {
    const order = await fresh({
      ...{ orderId, subOrderIds: [subOrderId] },
      facts: observed({ quote: 'created', credit: 'approved', order: 'created', completion: 'cancelled' }),
    });
    await expect(reservations().reserve(wanted(order), handOff, 'req_1')).rejects.toMatchObject({
      code: 'step-not-allowed',
      details: {
        missing: [
          { fact: 'signature', known: 'unknown' },
          { fact: `installationAndShipping:${subOrderId}`, known: 'not yet' },
          { fact: `portReservation:${subOrderId}`, known: 'not yet' },
          { fact: 'completion', known: 'cancelled' },
        ],
        nextSteps: expect.any(Array) as unknown[],
      },
    });
  });

  it('is refused as not due, not as done, where it was done and may be done again', async () => {
    const order = await fresh({ facts: observed({ quote: 'created', credit: 'declined' }) });
    await expect(reservations().reserve(wanted(order), creditCheck, 'req_1')).rejects.toMatchObject({
      code: 'step-not-allowed',
    });
  });
});

describe('a mark that is released', () => {
  it('is gone, and only its own request’s', async () => {
    const pending = {
      'check-credit': { requestId: 'req_1', at: begunAt },
      'configure-quote': { requestId: 'req_2', at: begunAt },
    };
    const order = await fresh({ pending });
    await reservations().release(order, creditCheck, 'req_2');
    expect((await reread(table, order)).pending).toEqual(pending);
    await reservations().release(order, creditCheck, 'req_1');
    expect((await reread(table, order)).pending).toEqual({ 'configure-quote': pending['configure-quote'] });
  });

  it('makes no order that is not there', async () => {
    await reservations().release({ solutionProvider: 'SP-A', quoteId: '0Q0-nowhere' }, creditCheck, 'req_1');
    const made = newOrderItem(wanted(trackedOrder({ quoteId: '0Q0-nowhere' })), at);
    expect(await table.get({ pk: String(made['pk']), sk: String(made['sk']) })).toBeUndefined();
  });
});
