import type { LongRunningKind } from '#domain/mobility/observation';
import { ownRoutes } from '#routes/registry';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { putLongRunning, registered } from '../../support/own-route-items';
import { someEvent } from '../../support/webhook-rig';
import { ownRoutesRig, type OwnRoutesRig } from '../../support/own-routes';

const idsOf = (body: Record<string, unknown>, member: string, id = 'id'): unknown[] =>
  (body[member] as Record<string, unknown>[]).map((one) => one[id]);

const listed = async ({ call }: OwnRoutesRig, id: string, query: Record<string, string>, member: string) => {
  const { status, body } = await call(id, { query });
  expect({ status, ...body }).toMatchObject({ status: 200 });
  return body[member] as Record<string, unknown>[];
};

describe('a list of what AT&T works on', () => {
  const [sim, imei, eid] = ['8901410321111851072', '490154203237518', '89049032004008882600000000000001'];
  const filters: [string, LongRunningKind, string, object, Record<string, string>][] = [
    ['list-tracked-port-ins', 'port-in', 'portIns', { details: { externalId: 'mine' } }, { externalId: 'mine' }],
    ['list-tracked-port-ins', 'port-in', 'portIns', { details: { portRequestNumber: 'PR-1' } }, { portRequestNumber: 'PR-1' }], // prettier-ignore
    ['list-tracked-activations', 'service-activation', 'activations', { guards: [`sim:${sim}`, `imei:${imei}`] }, { sim }], // prettier-ignore
    ['list-tracked-activations', 'service-activation', 'activations', { guards: [`sim:${sim}`, `imei:${imei}`] }, { imei }], // prettier-ignore
    ['list-tracked-activations', 'service-activation', 'activations', { guards: [`eid:${eid}`] }, { eid }],
    ['list-tracked-activations', 'service-activation', 'activations', { details: { externalId: 'mine' } }, { externalId: 'mine' }], // prettier-ignore
    ['list-tracked-activations', 'service-activation', 'activations', { details: { lines: [{ subscriberNumber: '2125550101' }] } }, { subscriberNumber: '2125550101' }], // prettier-ignore
    ['list-tracked-pdp-provisionings', 'pdp-provisioning', 'pdpProvisionings', { details: { apn: 'fleet' } }, { apn: 'fleet' }], // prettier-ignore
    ['list-tracked-port-ins', 'port-in', 'portIns', { details: { subscriberNumber: '2125550101' }, guards: [], customerReference: 'harbor 7' }, { customerReference: 'harbor 7' }], // prettier-ignore
    ['list-tracked-activations', 'service-activation', 'activations', { customerReference: 'harbor 7' }, { customerReference: 'harbor 7' }], // prettier-ignore
    ['list-tracked-pdp-provisionings', 'pdp-provisioning', 'pdpProvisionings', { customerReference: 'harbor 7' }, { customerReference: 'harbor 7' }], // prettier-ignore
    ['list-tracked-pdp-provisionings', 'pdp-provisioning', 'pdpProvisionings', { details: { subscribers: [{ subscriberNumber: '2125550101', result: 'pending' }] } }, { subscriberNumber: '2125550101' }], // prettier-ignore
  ];

  it.each(filters)('%s finds a %s in %s by %j as %j', async (route, kind, member, parts, query) => {
    const rig = await ownRoutesRig();
    const state = kind === 'port-in' ? 'submitted' : 'pending';
    await putLongRunning(rig, kind, 'wanted', { state, ...parts });
    await putLongRunning(rig, kind, 'other', { state });
    expect((await listed(rig, route, query, member)).map(({ id }) => id)).toEqual(['wanted']);
  });
});

describe('the list of tracked orders', () => {
  const order = (orderId: string, subOrderId: string) => ({
    fact: 'order',
    value: 'created',
    program: 'apex',
    orderId,
    subOrderIds: [subOrderId],
  });

  it.each([{ orderId: '801-b' }, { subOrderId: '801-b1' }, { orderId: '801-b', subOrderId: '801-b1' }])(
    'finds the one with %j, however many there are',
    async (query) => {
      const rig = await ownRoutesRig();
      for (const name of ['a', 'b'])
        await rig.call('attest-order-fact', { path: { quoteId: name }, body: order(`801-${name}`, `801-${name}1`) });
      const { body } = await rig.call('list-tracked-orders', { query });
      expect(idsOf(body, 'orders', 'quoteId')).toEqual(['b']);
    },
  );

  it.each([
    { orderId: '801-c' },
    { orderId: '801-a1' },
    { orderId: '801-a', subOrderId: '801-b1' },
    { orderId: '801-a', state: 'quoted' },
  ])('has none that is not all of %j', async (query) => {
    const rig = await ownRoutesRig();
    await rig.call('attest-order-fact', { path: { quoteId: 'a' }, body: order('801-a', '801-a1') });
    expect(await listed(rig, 'list-tracked-orders', query, 'orders')).toEqual([]);
  });
});

describe('the list of bulk writes', () => {
  it('has only those of an operation, of a reference, or changed since a time', async () => {
    const rig = await ownRoutesRig();
    await rig.call('create-bulk-write', { headers: { 'x-customer-reference': 'fleet 9' } });
    const since = new Date(rig.clock.now() + 1_000).toISOString();
    for (const [query, count] of [
      [{ operation: 'change-rate-plan' }, 1],
      [{ operation: 'suspend-subscriber' }, 0],
      [{ customerReference: 'fleet 9' }, 1],
      [{ customerReference: 'fleet' }, 0],
      [{ updatedSince: since }, 0],
    ] as const)
      expect(await listed(rig, 'list-bulk-writes', query, 'bulkWrites')).toHaveLength(count);
  });
});

describe('the list of events', () => {
  const requestId = `req_${'a'.repeat(32)}`;
  it.each([
    [{ customerReference: 'harbor 7' }, { customerReference: 'harbor 7' }],
    [{ subOrderId: '8S1' }, { subOrderId: '8S1' }],
    [{ requestId }, { requestId }],
  ])('has those with %j', async (query, parts) => {
    const rig = await ownRoutesRig();
    await rig.events.keep(someEvent(1, parts), rig.clock.now());
    await rig.events.keep(someEvent(2, { requestId: `req_${'b'.repeat(32)}` }), rig.clock.now());
    expect((await listed(rig, 'list-events', query, 'events')).map(({ sequence }) => sequence)).toEqual([1]);
  });
});

describe('the list of deliveries', () => {
  it.each([{ outcome: 'failed' }, { eventId: someEvent(1).id }, { outcome: 'failed', eventId: someEvent(1).id }])(
    'has those with %j, and goes on behind those it passes over',
    async (query) => {
      const rig = await ownRoutesRig();
      const endpointId = await registered(rig);
      const log = createDeliveryLog(rig.table);
      const { type: eventType } = someEvent();
      for (let minute = 0; minute < 10; minute += 1)
        await log.add(endpointId, {
          ...{ attempt: minute + 1, at: `2026-03-05T09:0${minute}:00.000Z`, eventType },
          ...(minute === 2 ? { eventId: someEvent(1).id, outcome: 'failed' } : { eventId: someEvent(2).id, outcome: 'delivered' }), // prettier-ignore
        });
      const seen: unknown[] = [];
      let cursor: string | undefined;
      do {
        const parts = { path: { endpointId }, query: { ...query, limit: '1', ...(cursor && { cursor }) } };
        const { body } = await rig.call('list-webhook-endpoint-deliveries', parts);
        seen.push(...idsOf(body, 'deliveries', 'attempt'));
        cursor = body['nextCursor'] as string | undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual([3]);
    },
  );
});

describe('every list that is paged', () => {
  const paged = ownRoutes.filter(({ request: { query } }) => query?.shape['cursor'] !== undefined);
  /** What users look for, by where there is none of it. */
  const without: Record<string, readonly string[]> = {
    customerReference: ['list-webhook-endpoint-deliveries', 'get-tracked-line'],
    updatedSince: ['list-events', 'list-bulk-write-rows', 'list-webhook-endpoint-deliveries', 'get-tracked-line'],
  };

  it.each(paged.map(({ id, request: { query } }) => [id, Object.keys(query?.shape ?? {})] as const))(
    '%s: has the filters users need',
    (id, names) => {
      const needed = Object.keys(without).filter((name) => !without[name]!.includes(id));
      expect(names).toEqual(expect.arrayContaining(needed));
    },
  );
});
