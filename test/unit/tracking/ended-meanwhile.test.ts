import { Problem } from '#domain/problems/problems';
import { equals } from '#platform/table/conditions';
import { dayMs } from '#platform/table/key-pattern';
import type { Item, Key, Table } from '#platform/table/table';
import { anyKind } from '#tracking/long-running/any-kind';
import { appendNotice } from '#tracking/append-notice';
import { createLeadStore } from '#tracking/leads/lead-store';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createRequestReservations } from '#tracking/long-running/reserve-request';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createNoteStore } from '#tracking/note-store';
import { stepToTake } from '#tracking/order/next-steps';
import { createOrderStore } from '#tracking/order/order-store';
import { createStepReservations } from '#tracking/order/reserve-step';
import { orderIdKey, orderKey } from '#tracking/order/tracked-order';
import { follow, publisherRig } from '../../support/event-rig';
import { orderId, quoteId, subOrderId, testTable } from './order/orders';

const solutionProvider = 'SP-A';
const startMs = Date.UTC(2026, 10, 2, 12);
const portInId = 'PORT-1';
const portInKey = longRunningKey('port-in', solutionProvider, portInId);
const key = orderKey(solutionProvider, quoteId);
const order = { solutionProvider, program: 'apex', quoteId, origin: 'elsewhere', by: 'crm' } as const;
const step = stepToTake('apex', 'configure-quote');
const signed = { name: 'signature', value: 'signed', provenance: 'attested' } as const;
const ids = { orderId, subOrderIds: [subOrderId] };

/** A table in which DynamoDB removes what has ended right before one of the requests, counted from 1. */
const sweptTable = (table: Table, keys: readonly Key[], now: () => number) => {
  let left = Number.POSITIVE_INFINITY;
  const before = async (): Promise<void> => {
    left -= 1;
    if (left !== 0) return;
    for (const one of keys) {
      const expiresAt = (await table.get(one))?.['expiresAt'];
      if (typeof expiresAt === 'number' && expiresAt * 1000 < now())
        await table.delete(one, equals('expiresAt', expiresAt));
    }
  };
  const swept: Table = {
    get: async (one) => (await before(), table.get(one)),
    put: async (...parts) => (await before(), table.put(...parts)),
    putAll: async (...parts) => (await before(), table.putAll(...parts)),
    update: async (change) => (await before(), table.update(change)),
    delete: async (...parts) => (await before(), table.delete(...parts)),
    query: async (query) => (await before(), table.query(query)),
  };
  return { table: swept, sweepBefore: (nth: number) => void (left = nth) };
};

/** An order and a port-in of which nothing is known, after their end, in a table that may remove them at any request. */
const rigAfterEnd = async () => {
  const clock = { ms: startMs };
  const now = () => clock.ms;
  const behind = await testTable();
  const { table, sweepBefore } = sweptTable(behind, [key, portInKey], now);
  const orders = createOrderStore(table, now);
  const locks = createUniqueLocks(table, now);
  const items = createLongRunningStore(table, locks, now, anyKind);
  const observation = { at: new Date(startMs).toISOString(), details: {} };
  const portIn = { kind: 'port-in', id: portInId, observation, solutionProvider, origin: 'elsewhere' } as const;
  await orders.adopt(order);
  await items.adopt(portIn, { by: 'crm' });
  clock.ms += 91 * dayMs;
  const steps = createStepReservations({ table, orders, mode: 'strict', now });
  const changes = createRequestReservations({ table, items, locks, now });
  const at = new Date(clock.ms).toISOString();
  return {
    ...{ now, table, behind, sweepBefore, orders, items, at },
    stored: async (one: Key): Promise<Item | undefined> => behind.get(one),
    reserveStep: (requestId: string) => steps.reserve({ ...order, requestId }, step, requestId),
    reserveChange: (requestId: string) =>
      changes.change({ kind: 'port-in', solutionProvider, id: portInId, from: {} }, 'cancel', { requestId, at }),
    attest: async () => orders.record(await orders.adopt(order), { ...signed, at }, { ids }),
    observe: async () =>
      items.observe(await items.adopt(portIn, {}), { at, status: 'pending', state: 'pending', details: {} }, {}),
  };
};
type Rig = Awaited<ReturnType<typeof rigAfterEnd>>;

const attempts: [string, Key, (rig: Rig) => Promise<unknown>, (item: Item) => unknown][] = [
  ['a step of an order', key, (rig) => rig.reserveStep('req_1'), ({ pending }) => pending],
  ['a change of a port-in', portInKey, (rig) => rig.reserveChange('req_1'), ({ pending }) => pending],
  ['a fact of an order', key, (rig) => rig.attest(), ({ facts }) => (facts as { signature: object }).signature],
  ['what AT&T shows of a port-in', portInKey, (rig) => rig.observe(), ({ state }) => state],
];

const mostRequests = 8;

describe.each(attempts)('%s, of an item that has ended', (_, one, attempt, keptIn) => {
  it.each(Array.from({ length: mostRequests }, (__, index) => index + 1))(
    'is kept, whether the item goes before the %ith request or not at all',
    async (nth) => {
      const rig = await rigAfterEnd();
      rig.sweepBefore(nth);
      await attempt(rig);
      rig.sweepBefore(1);
      await rig.table.get(one);
      const item = await rig.stored(one);
      expect(item).not.toHaveProperty('expiresAt');
      const reference = await rigAfterEnd();
      await attempt(reference);
      expect(keptIn(item!)).toEqual(keptIn((await reference.stored(one))!));
    },
  );
});

describe.each([
  ['step of an order', (rig: Rig, requestId: string) => rig.reserveStep(requestId)],
  ['change of a port-in', (rig: Rig, requestId: string) => rig.reserveChange(requestId)],
] as [string, (rig: Rig, requestId: string) => Promise<unknown>][])('a %s', (_, reserve) => {
  it.each(Array.from({ length: 2 * mostRequests }, (__, index) => index + 1))(
    'is let through once, whoever else wants it and whenever the item goes (before request %i)',
    async (nth) => {
      const rig = await rigAfterEnd();
      rig.sweepBefore(nth);
      const results = await Promise.allSettled([reserve(rig, 'req_1'), reserve(rig, 'req_2')]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [refused] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(refused).toBeInstanceOf(Problem);
      rig.sweepBefore(1);
      await rig.table.get(key);
      await expect(reserve(rig, 'req_3')).rejects.toThrow('already-done');
    },
  );
});

describe('an item that nothing is known of', () => {
  it('is there a day at least for whoever named it', async () => {
    const rig = await rigAfterEnd();
    const adopted = await rig.orders.adopt(order);
    expect(adopted.expiresAt! * 1000).toBeGreaterThan(rig.now() + 89 * dayMs);
    expect(await rig.stored(key)).toMatchObject({ expiresAt: adopted.expiresAt, createdAt: adopted.createdAt });
  });

  it('has an end again when the step begun last is not sent, and none as long as another is under way', async () => {
    const rig = await rigAfterEnd();
    const other = stepToTake('apex', 'assign-end-customer');
    const steps = createStepReservations({ table: rig.table, orders: rig.orders, mode: 'strict', now: rig.now });
    await steps.reserve(order, step, 'req_1');
    await steps.reserve(order, other, 'req_2');
    await steps.release(order, step, 'req_1');
    expect(await rig.stored(key)).not.toHaveProperty('expiresAt');
    await steps.release(order, other, 'req_3');
    expect(await rig.stored(key)).not.toHaveProperty('expiresAt');
    await steps.release(order, other, 'req_2');
    expect(await rig.stored(key)).toHaveProperty('expiresAt');
  });

  it.each([[['req_1', 'req_2']], [['req_2', 'req_1']]])(
    'has an end when both its steps are not sent at the same time (%j)',
    async (requestIds) => {
      const rig = await rigAfterEnd();
      const taken = { req_1: step, req_2: stepToTake('apex', 'assign-end-customer') };
      const steps = createStepReservations({ table: rig.table, orders: rig.orders, mode: 'strict', now: rig.now });
      for (const [requestId, one] of Object.entries(taken)) await steps.reserve(order, one, requestId);
      await Promise.all(requestIds.map((id) => steps.release(order, taken[id as keyof typeof taken], id)));
      expect(await rig.stored(key)).toMatchObject({ pending: {}, expiresAt: expect.any(Number) as number });
    },
  );

  it('has no end once somebody has written a note on it, and keeps its end when the poller has something to say', async () => {
    const rig = await rigAfterEnd();
    await appendNotice(rig.table, key, 'a mark', { at: rig.at, type: 'overdue' });
    expect(await rig.stored(key)).toHaveProperty('expiresAt');
    await createNoteStore(rig.table, rig.now).add({ key }, { input: { text: 'x' }, by: 'crm', idempotencyKey: 'k' });
    expect(await rig.stored(key)).not.toHaveProperty('expiresAt');
  });
});

describe('what has ended leaves nothing behind', () => {
  it('no id that no other order can have', async () => {
    const rig = await rigAfterEnd();
    await rig.table.put({ ...orderIdKey(solutionProvider, orderId), quoteId });
    const other = { ...order, quoteId: '0Q0dx000000OtherAAA' };
    const attest = async () => rig.orders.record(await rig.orders.adopt(other), { ...signed, at: rig.at }, { ids });
    await expect(attest()).rejects.toThrow('fact-already-known');
    rig.sweepBefore(1);
    expect((await attest()).order.orderId).toBe(orderId);
    expect(await rig.orders.quoteOf(solutionProvider, orderId)).toBe(other.quoteId);
  });

  it('no lead without an end, and one without an end when something is known', async () => {
    const rig = await rigAfterEnd();
    const named = await rig.stored(key);
    const written: Item[] = [];
    const spied = { ...rig.behind, putAll: (some: readonly Item[]) => Promise.resolve(void written.push(...some)) };
    await createLeadStore(spied).follow(key, undefined, named!);
    expect(written.map(({ expiresAt }) => expiresAt)).toEqual([named!['expiresAt']]);
    await rig.attest();
    await createLeadStore(spied).follow(key, named, (await rig.stored(key))!);
    expect(written.slice(1).every((item) => !('expiresAt' in item))).toBe(true);
    expect(written.length).toBeGreaterThan(1);
  });

  it('no mark of events: nobody is told of it before something is known', async () => {
    const { table, bus, publish, orders, clock } = await publisherRig();
    const told = follow(table, key);
    const adopted = await orders.adopt(order);
    await publish([await told()]);
    expect(bus.events).toEqual([]);
    await table.delete(key);
    clock.advance(1_000);
    const again = await orders.adopt(order);
    expect(again.createdAt).not.toBe(adopted.createdAt);
    await publish([await told()]);
    await orders.record(again, { ...signed, at: new Date(clock.now()).toISOString() });
    await publish([await told()]);
    expect(bus.events.map(({ type, sequence }) => ({ type, sequence }))).toEqual([
      { type: 'order.adopted', sequence: 1 },
      { type: expect.stringMatching(/^order\./) as string, sequence: 2 },
    ]);
  });
});
