import type { Table } from '#platform/table/table';
import { requestKey } from '#requests/request-record';
import { stepToTake } from '#tracking/order/next-steps';
import { createOrderStore, type OrderStore } from '#tracking/order/order-store';
import { createStepReservations } from '#tracking/order/reserve-step';
import { at, reread, stored, testTable, trackedOrder } from './orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

describe('a step in flight', () => {
  const recordOf = (requestId: string, outcome: string) => ({
    ...requestKey(requestId),
    ...{ requestId, solutionProvider: 'SP-A', operation: 'apex-check-credit', clientId: 'crm', outcome, owner: 'o' },
    ...{ bodyHash: 'hash', startedAt: at, deadlineAt: at, request: { path: {}, query: {} } },
    learned: { facts: [{ name: 'credit', value: 'approved', provenance: 'observed', at, requestId }] },
    expiresAt: 2_000_000_000,
  });
  const reservations = (orders: OrderStore) =>
    createStepReservations({ table, orders, mode: 'strict', now: () => Date.parse(at) });

  it('has ended once its record says so', async () => {
    await table.put(recordOf('req_done', 'succeeded'));
    const pending = { 'check-credit': { requestId: 'req_done', at } };
    const order = await stored(table, trackedOrder({ quoteId: '0Q0-ended', pending }));
    const changed = await createOrderStore(table, () => Date.parse(at)).withOutcomes(order);
    expect(changed).toMatchObject({ pending: {}, facts: { credit: { value: 'approved', requestId: 'req_done' } } });
    expect(await reread(table, order)).toEqual(changed);
  });

  it('has its facts taken in before another is refused for want of them, which may be its own request’s again', async () => {
    await table.put(recordOf('req_before', 'succeeded'));
    const pending = {
      'check-credit': { requestId: 'req_before', at },
      'create-contract': { requestId: 'req_again', at },
    };
    const order = await stored(table, trackedOrder({ quoteId: '0Q0-taken-in', pending }));
    const again = reservations(createOrderStore(table, () => Date.parse(at)));
    const contract = stepToTake('apex', 'create-contract');
    await expect(again.reserve({ ...order, by: 'crm' }, contract, 'req_other')).rejects.toMatchObject({
      code: 'already-done',
    });
    await stored(table, order);
    expect(await again.reserve({ ...order, by: 'crm' }, contract, 'req_again')).toMatchObject({
      facts: { credit: { value: 'approved' } },
      pending: { 'create-contract': { requestId: 'req_again' } },
    });
  });

  it('is asked of the table once where the order as it stands does not allow it', async () => {
    const orders = createOrderStore(table, () => Date.parse(at));
    const order = await stored(table, trackedOrder({ quoteId: '0Q0-asked-once' }));
    const changes: unknown[] = [];
    const update: Table['update'] = (change) => (changes.push(change), table.update(change));
    const watched = createStepReservations({
      ...{ table: { ...table, update }, orders, mode: 'strict', now: () => Date.parse(at) },
    });
    const contract = stepToTake('apex', 'create-contract');
    await expect(watched.reserve({ ...order, by: 'crm' }, contract, 'req_1')).rejects.toThrow();
    await expect(
      watched.reserve({ ...order, by: 'crm' }, stepToTake('apex', 'check-credit'), 'req_1', [2]),
    ).rejects.toThrow();
    expect(changes).toHaveLength(2);
  });
});
