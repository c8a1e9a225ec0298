import type { LongRunningKind } from '#domain/mobility/observation';
import { putLongRunning } from '../../support/own-route-items';
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
  it('has only those of an operation, or changed since a time', async () => {
    const rig = await ownRoutesRig();
    await rig.call('create-bulk-write');
    const since = new Date(rig.clock.now() + 1_000).toISOString();
    for (const [query, count] of [
      [{ operation: 'change-rate-plan' }, 1],
      [{ operation: 'suspend-subscriber' }, 0],
      [{ updatedSince: since }, 0],
    ] as const)
      expect(await listed(rig, 'list-bulk-writes', query, 'bulkWrites')).toHaveLength(count);
  });
});
