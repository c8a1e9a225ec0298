import { exampleCall } from '../../../tools/soak/example-call';
import { findingRig } from '../../support/finding-rig';
import { solutionProvider } from '../../support/own-routes';
import { putLongRunning } from '../../support/own-route-items';

const number = '2125550120';
const [imei, sim, eid] = ['490154203237518', '8901410321111851072', '89049032004008882600000000000001'];

describe('whatever is tracked is found by any of its ids', () => {
  const ordered = async () => {
    const rig = await findingRig();
    const body = { fact: 'order', value: 'created', program: 'apex', orderId: '801-1', subOrderIds: ['8S1', '8S2'] };
    const headers = { 'x-customer-reference': 'harbor 7' };
    await rig.own.call('attest-order-fact', { path: { quoteId: '0Q0-1' }, body, headers });
    await rig.follow();
    return rig;
  };

  it.each([
    ['0Q0-1', 'quoteId'],
    ['801-1', 'orderId'],
    ['8S1', 'subOrderId'],
    ['8S2', 'subOrderId'],
    ['harbor 7', 'customerReference'],
  ])('an order: %s', async (id, by) => {
    const { search } = await ordered();
    const href = '/v1/tracking/orders/0Q0-1';
    expect(await search(id)).toEqual([
      { kind: 'order', id: '0Q0-1', href, by: [by], at: expect.any(String) as unknown },
    ]);
  });

  it('an order: either form of its record id', async () => {
    const rig = await findingRig();
    const [short, long] = ['0Q0dx000002UEnZ', '0Q0dx000002UEnZCAW'];
    const body = { fact: 'signature', value: 'signed', program: 'apex' };
    await rig.own.call('attest-order-fact', { path: { quoteId: short }, body });
    await rig.follow();
    for (const id of [short, long]) expect(await rig.search(id)).toMatchObject([{ kind: 'order' }]);
  });

  const customerReference = 'harbor 7';
  const portIn = {
    ...{ guards: [`number:${number}`], customerReference },
    details: { subscriberNumber: number, portRequestNumber: 'PR-1', externalId: 'mine' },
  };
  const activation = {
    ...{ guards: [`imei:${imei}`, `sim:${sim}`, `eid:${eid}`], customerReference },
    details: { externalId: 'mine', lines: [{ subscriberNumber: number }] },
  };
  const batch = { customerReference, details: { subscribers: [{ subscriberNumber: number, result: 'pending' }] } };
  const cases = [
    ...['ID-1', number, 'PR-1', 'mine', 'harbor 7'].map(
      (id) => ['port-in', portIn, id, '/v1/tracking/port-ins'] as const,
    ),
    ...['ID-1', number, imei, sim, eid, 'mine', 'harbor 7'].map((id) => ['service-activation', activation, id, '/v1/tracking/activations'] as const), // prettier-ignore
    ...['ID-1', number, 'harbor 7'].map((id) => ['pdp-provisioning', batch, id, '/v1/tracking/pdp-provisionings'] as const), // prettier-ignore
  ];

  it.each(cases)('a %s with %j: %s', async (kind, parts, id, path) => {
    const rig = await findingRig();
    await putLongRunning(rig.own, kind, 'ID-1', parts);
    await rig.follow();
    expect(await rig.search(id)).toMatchObject([{ kind, id: 'ID-1', href: `${path}/ID-1` }]);
    const { status } = await rig.own.call(`get-tracked-${kind === 'service-activation' ? 'activation' : kind}`, {
      path: { id: 'ID-1', activationId: 'ID-1', batchId: 'ID-1' },
    });
    expect(status).toBe(200);
  });

  it('a bulk write: its id and your reference', async () => {
    const rig = await findingRig();
    const { body } = await rig.own.call('create-bulk-write', { headers: { 'x-customer-reference': 'fleet 9' } });
    await rig.follow();
    const id = String(body['id']);
    const found = [{ kind: 'bulk-write', id, href: `/v1/bulk-writes/${id}` }];
    expect(await rig.search(id)).toMatchObject(found);
    expect(await rig.search('fleet 9')).toMatchObject(found);
  });
});

describe('a request is found by', () => {
  it('its own id, what it was about, what AT&T gave, and your reference', async () => {
    const rig = await findingRig();
    const { headers, body } = await rig.write('request-port-in', { headers: { 'x-customer-reference': 'harbor 7' } });
    const href = String(headers['x-request-record']);
    const id = href.replace('/v1/requests/', '');
    await rig.follow();
    const [record] = await rig.requests({ operation: 'request-port-in' });
    const { subscriberNumber } = record!['about'] as Record<string, string[]>;
    for (const one of [id, String(body['id']), ...subscriberNumber!, 'harbor 7'])
      expect(await rig.search(one)).toContainEqual(expect.objectContaining({ kind: 'request', id, href }));
  });

  it('the id of a call that was about it, at once, and of no other Solution Provider’s', async () => {
    const rig = await findingRig();
    const headers = { 'x-request-id': 'call-1' };
    const first = await rig.write('request-port-in', { headers });
    await rig.write('request-port-in', { solutionProvider: 'SP-B', headers: { 'x-request-id': 'call-2' } });
    const href = String(first.headers['x-request-record']);
    const id = href.replace('/v1/requests/', '');
    const at = expect.any(String) as unknown;
    expect(await rig.search('call-1')).toEqual([{ kind: 'request', id, href, at, by: ['callId'] }]);
    expect(await rig.search(id)).toEqual([{ kind: 'request', id, href, at, by: ['requestId'] }]);
    expect(await rig.search('call-2')).toEqual([]);
    await rig.follow();
    expect(await rig.search('call-1')).toEqual([{ kind: 'request', id, href, at, by: ['callId'] }]);
    expect(await rig.search('call-2')).toEqual([]);
  });

  it('nothing that is secret', async () => {
    const rig = await findingRig();
    const { body } = exampleCall('request-port-in', solutionProvider);
    const { subscriberNumber, oldServiceProvider } = body as { subscriberNumber: string; oldServiceProvider: Record<string, string> }; // prettier-ignore
    await rig.write('request-port-in');
    await rig.follow();
    const found = async (name: string) => (await rig.search(oldServiceProvider[name]!)).length;
    expect([await found('accountNumber'), await found('pin')]).toEqual([0, 0]);
    expect((await rig.search(subscriberNumber)).length).toBeGreaterThan(0);
  });
});

describe('what an id leads to', () => {
  it('is nothing of another Solution Provider’s', async () => {
    const rig = await findingRig();
    const parts = { solutionProvider: 'SP-B', headers: { 'x-customer-reference': 'harbor 7' } };
    const { status, headers, body } = await rig.write('apex-create-quote', parts);
    expect(status).toBe(200);
    await rig.follow();
    const requestId = String(headers['x-request-record']).replace('/v1/requests/', '');
    for (const id of [String(body['quoteId']), requestId, 'harbor 7']) expect(await rig.search(id)).toEqual([]);
    expect(await rig.requests({})).toEqual([]);
    expect(await rig.requests({ quoteId: String(body['quoteId']) })).toEqual([]);
    expect(await rig.requests({ idempotencyKey: 'apex-create-quote-1' })).toEqual([]);
  });

  it('is nothing that the caller may not read', async () => {
    const rig = await findingRig();
    const { body } = await rig.own.call('create-bulk-write');
    await rig.follow();
    const query = { id: String(body['id']) };
    expect((await rig.own.call('search', { query, scopes: ['tracking:read'] })).body['found']).toEqual([]);
    expect(
      (await rig.own.call('search', { query, scopes: ['tracking:read', 'bulk:read'] })).body['found'],
    ).toHaveLength(1);
  });

  it('is told once, however often it is stored', async () => {
    const rig = await findingRig();
    await putLongRunning(rig.own, 'port-in', 'ID-1');
    await rig.follow();
    await rig.follow();
    expect(await rig.search('ID-1')).toHaveLength(1);
  });

  it('is a hundred things at most, with word of more', async () => {
    const rig = await findingRig();
    for (let index = 0; index < 101; index += 1)
      await putLongRunning(rig.own, 'port-in', `ID-${index}`, { details: { subscriberNumber: number } });
    await rig.follow();
    const { body } = await rig.own.call('search', { query: { id: number } });
    expect([(body['found'] as unknown[]).length, body['hasMore']]).toEqual([100, true]);
  });
});
