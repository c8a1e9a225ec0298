import { requestRecords } from '#platform/table/keys';
import { TransportError } from '#att/transport';
import { requestKey } from '#requests/request-record';
import { createOrderStore } from '#tracking/order/order-store';
import { orderViewSchema } from '#tracking/order/order-view';
import { trackedOrderSchema, orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { orderRequest, type OrderStepId } from '../../../journeys/ordering-requests';
import { dynaliteClient, type Client } from '../../../support/dynalite-client';
import { gatewayRig, solutionProvider, type GatewayRig } from '../../../support/gateway-rig';
import { makeUpDate, passTime } from '../../../support/made-up-date';
import { simulatedAtt, type SimulatedAtt } from '../../../../tools/simulator/in-process';
import { walkTo } from '../../../support/walk-order';

let client: Client;
let att: SimulatedAtt;
beforeAll(async () => {
  makeUpDate();
  client = await dynaliteClient();
});
afterAll(() => jest.useRealTimers());
let run = 0;
beforeEach(() => {
  att = simulatedAtt();
  att.simulation.world.reset(`run ${(run += 1)}`);
});

const start = (): GatewayRig => gatewayRig({ client, transport: att.transport });

const orderOf = async ({ table }: GatewayRig, quoteId: string): Promise<TrackedOrder> =>
  trackedOrderSchema.parse(await table.get(orderKey(solutionProvider, quoteId)));

const expectUnbroken = ({ timeline, facts }: TrackedOrder): void => {
  const last = new Map<string, string | undefined>();
  for (const { fact = '', before, after } of timeline) {
    expect({ fact, before }).toEqual({ fact, before: last.get(fact) });
    last.set(fact, after);
  }
  for (const [key, { value }] of Object.entries(facts)) expect([key, last.get(key)]).toEqual([key, value]);
};

describe('50 attestations and steps on one order at once, from three processes', () => {
  it('leave a timeline without gaps or contradictions, and one order', async () => {
    const rigs = [start(), start(), start()];
    const { ids } = await walkTo(rigs[0]!, att, 'apex-create-order', `run-${run}`);
    const { quoteId } = ids;
    const steps: OrderStepId[] = [
      'apex-create-order',
      'apex-assign-end-customer',
      'apex-check-credit',
      'apex-configure-quote',
    ];
    const facts = [
      { fact: 'signature', value: 'signed' },
      { fact: 'credit', value: 'declined' },
      { fact: 'credit', value: 'approved' },
      { fact: 'endCustomer', value: 'assigned' },
      { fact: 'status', value: 'IN_PROGRESS' },
      { fact: 'status', value: 'ON_HOLD' },
    ];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const rig = rigs[index % 3]!;
        const id = steps[(index >> 1) % 4]!;
        return index % 2 === 0
          ? rig.call(id, { key: `key-${run}-${index}`, body: orderRequest(id, ids) })
          : rig.attest(quoteId, facts[(index >> 1) % 6]!);
      }),
    );
    expect(answers.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
    await rigs[1]!.carryOutcomes(quoteId);
    const order = await orderOf(rigs[2]!, quoteId);
    expectUnbroken(order);
    expect(order).toMatchObject({ pending: {}, facts: { order: { value: 'created' }, credit: { value: 'approved' } } });
    const once = att.simulation.effects.all().filter(({ key }) => key === `order of quote ${quoteId}`);
    expect(once).toMatchObject([{ count: 1 }]);
  });

  it('hand an order off once, and everybody else is told by which request', async () => {
    const rigs = [start(), start(), start()];
    const { ids, body } = await walkTo(rigs[0]!, att, 'alliance-hand-off-order', `run-${run}`);
    await rigs[0]!.order(ids.quoteId);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        rigs[index % 3]!.call('alliance-hand-off-order', { key: `handoff-${run}-${index}`, body }),
      ),
    );
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    for (const other of others) {
      expect(other).toMatchObject({
        status: 409,
        body: { code: 'already-done', firstRequest: done[0]?.headers['x-request-record'] },
      });
    }
    expect(att.calls.filter(({ operation }) => operation === 'alliance-hand-off-order')).toHaveLength(1);
  });
});

describe('an order that is looked at by many', () => {
  it('shows all of them the outcome of a step, takes it in once, and is then as it was shown', async () => {
    const rig = start();
    const { ids } = await walkTo(rig, att, 'alliance-create-contract', `run-${run}`);
    const looks = await Promise.all([
      ...Array.from({ length: 20 }, () => start().order(ids.quoteId)),
      rig.carryOutcomes(ids.quoteId),
      start().carryOutcomes(ids.quoteId),
    ]);
    const shown = looks.flatMap((look) => look ?? []);
    for (const look of shown) expect(look.body).toMatchObject({ state: 'credit-approved', pending: {} });
    const after = await rig.order(ids.quoteId);
    for (const look of shown) expect([look.body, look.headers['etag']]).toEqual([after.body, after.headers['etag']]);
    const order = await orderOf(rig, ids.quoteId);
    expectUnbroken(order);
    expect(order.timeline.filter(({ fact }) => fact === 'credit')).toHaveLength(1);
  });

  it('keeps the mark of a step that was begun again under its key meanwhile', async () => {
    const rig = start();
    const { ids, body } = await walkTo(rig, att, 'alliance-create-order', `run-${run}`);
    await rig.carryOutcomes(ids.quoteId);
    const lost = gatewayRig({ client, transport: () => Promise.reject(new Error('the process dies')) });
    await lost.call('alliance-create-order', { key: 'again', body });
    const [begun] = Object.values((await orderOf(rig, ids.quoteId)).pending);
    const record = await rig.requests.find(begun!.requestId);
    await rig.requests.transition(record!, { outcome: 'not-applied', evidence: 'not there' });
    // A look that has read the order and the record, and takes the mark away only after the step was begun again.
    const stale = await orderOf(rig, ids.quoteId);
    const held = Promise.withResolvers<undefined>();
    const slow: GatewayRig = gatewayRig({
      client,
      transport: async (...parts) => (await held.promise, att.transport(...parts)),
    });
    passTime(1_000);
    const second = slow.call('alliance-create-order', { key: 'again', body });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const table = {
      ...rig.table,
      get: (key: { pk: string; sk: string }) =>
        key.sk === 'REQUEST' ? Promise.resolve({ ...record, outcome: 'not-applied', ...key }) : rig.table.get(key),
    };
    await createOrderStore(table, Date.now).withOutcomes(stale);
    expect((await orderOf(rig, ids.quoteId)).pending).toHaveProperty('create-order');
    expect(await rig.call('alliance-create-order', { key: 'other', body })).toMatchObject({ status: 409 });
    held.resolve(undefined);
    expect((await second).status).toBe(200);
  });

  it.each([
    ['an hour before its life ends by our clock', -3_600_000],
    ['a day after', 86_400_000],
  ])('does not take it for proof that nothing was sent that a record is gone %s', async (_, afterMs) => {
    const rig = start();
    const { ids, body } = await walkTo(rig, att, 'apex-hand-off-order', `run-${run}`);
    const losing = gatewayRig({ client, transport: () => Promise.reject(new TransportError('timeout', true)) });
    const { headers } = await losing.call('apex-hand-off-order', { key: 'old', body });
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    passTime(requestRecords.lifetime.ms + afterMs);
    await rig.table.delete(requestKey(requestId));
    for (const key of ['new', 'old', 'old'])
      expect(await rig.call('apex-hand-off-order', { key, body })).toMatchObject({
        status: 409,
        body: { code: 'already-done', firstRequest: `/v1/requests/${requestId}` },
      });
    expect(att.calls.filter(({ operation }) => operation === 'apex-hand-off-order')).toEqual([]);
    expect((await rig.order(ids.quoteId)).body).toMatchObject({
      pending: { [`hand-off-order:${ids.subOrderId!}`]: `/v1/requests/${requestId}` },
    });
  });

  it('has a step free at once of which nothing was sent, for however long nobody looks', async () => {
    const rig = start();
    const { ids, body } = await walkTo(rig, att, 'apex-hand-off-order', `run-${run}`);
    const busy = gatewayRig({ client, transport: () => Promise.reject(new TransportError('connect', false)) });
    expect((await busy.call('apex-hand-off-order', { key: 'busy', body })).status).toBe(503);
    expect((await orderOf(rig, ids.quoteId)).pending).not.toHaveProperty(`hand-off-order:${ids.subOrderId!}`);
    passTime(2 * requestRecords.lifetime.ms);
    expect((await rig.call('apex-hand-off-order', { key: 'later', body })).status).toBe(200);
  });

  it.each(['apex-create-order', 'apex-hand-off-order'] as const)(
    'does not offer %s a second time once somebody stated that AT&T did it',
    async (id) => {
      const rig = start();
      const { ids, body } = await walkTo(rig, att, id, `run-${run}`);
      const losing = gatewayRig({ client, transport: () => Promise.reject(new TransportError('timeout', true)) });
      const { headers } = await losing.call(id, { key: `lost-${run}`, body });
      const record = await rig.requests.find(String(headers['x-request-record']).split('/').at(-1)!);
      await rig.requests.transition(record!, { outcome: 'succeeded', evidence: 'AT&T ticket 4711' });
      const { pending, nextSteps, timeline } = orderViewSchema.parse((await rig.order(ids.quoteId)).body);
      expect(pending).toEqual({});
      expect(nextSteps.filter(({ operation }) => operation === id)).toEqual([]);
      expect(timeline.at(-1)).toMatchObject({ provenance: 'attested', requestId: record?.requestId });
      expect(await rig.call(id, { key: `again-${run}`, body })).toMatchObject({
        status: 409,
        body: { code: 'already-done' },
      });
    },
  );
});
