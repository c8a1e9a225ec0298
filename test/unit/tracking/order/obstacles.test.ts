import type { OrderStep } from '#domain/order/order-workflow';
import { createTable, type Table } from '#platform/table/table';
import { stepToTake } from '#tracking/order/next-steps';
import { meetsPreconditions, missingFor, preconditionsOf, type WorkflowMode } from '#tracking/order/preconditions';
import { orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { tableName } from '../../../support/dynalite-client';
import { quickClient } from '../../../support/quick-client';
import { at, observed, orderId, stored, subOrderId, trackedOrder } from './orders';

const modes: WorkflowMode[] = ['strict', 'advisory'];

/** What DynamoDB says to the mark of a step. */
const isMarked = async (table: Table, order: TrackedOrder, step: OrderStep, mode: WorkflowMode): Promise<boolean> => {
  const taken = stepToTake('apex', step);
  const marked = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    setIn: { pending: { [taken.key]: { requestId: 'req-new', at } } },
    condition: preconditionsOf(taken, mode, { requestId: 'req-new', nowMs: Date.parse(at) }),
  });
  return marked !== undefined;
};

describe('what is known and will not do', () => {
  const known = (facts: Record<string, string>, parts: Partial<TrackedOrder> = {}) =>
    trackedOrder({ orderId, subOrderIds: [subOrderId], facts: observed({ quote: 'created', ...facts }), ...parts });

  it.each<[string, OrderStep, TrackedOrder]>([
    [
      'a signature that was declined',
      'create-order',
      known({ credit: 'approved', contract: 'sent', signature: 'declined' }),
    ],
    [
      'credit that is only asked for, wherever the order was quoted',
      'create-contract',
      known({ credit: 'requested' }, { origin: 'elsewhere' }),
    ],
    [
      'an order that is just being made',
      'check-credit',
      known({}, { pending: { 'create-order': { requestId: 'req-old', at } } }),
    ],
  ])('%s is in the way in either mode, to the process and to the table', async (_, step, order) => {
    const table = createTable(quickClient(), tableName);
    await stored(table, order);
    for (const mode of modes) {
      expect(meetsPreconditions(order, stepToTake('apex', step), mode)).toBe(false);
      expect(await isMarked(table, order, step, mode)).toBe(false);
    }
  });

  it('is said as it is', () => {
    const declined = known({ credit: 'approved', contract: 'sent', signature: 'declined' });
    expect(missingFor(declined, stepToTake('apex', 'create-order'))).toEqual([
      { fact: 'signature', needed: 'signed', known: 'declined' },
    ]);
    const asked = known({ credit: 'requested' }, { origin: 'elsewhere' });
    expect(missingFor(asked, stepToTake('apex', 'create-contract'))).toMatchObject([{ known: 'requested' }]);
  });

  it.each(modes)('lets a step through in advisory mode where nothing is known instead: %s', async (mode) => {
    const table = createTable(quickClient(), tableName);
    const order = await stored(table, known({}, { origin: 'elsewhere' }));
    expect(await isMarked(table, order, 'create-contract', mode)).toBe(mode === 'advisory');
  });
});
