import '../support/function-environment';
import { readdirSync } from 'node:fs';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { join } from 'node:path';
import type { OperationId } from '#operations/registry';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { exampleCall } from '../../tools/soak/example-call';
import { tableName } from '../support/dynalite-client';
import { solutionProvider } from '../support/gateway-rig';
import { portOrderOf } from '../support/tincan';
import { activated, activationOf, simulatedDevice, tincanGateway } from '../support/tincan-gateway';

const secrets = /900012345|482913|777777|"1234"/;

const { imei, iccid } = simulatedDevice;

describe('a port-in', () => {
  it('is sent as it is, answered as AT&T answers, tracked and polled to its end', async () => {
    const gateway = await tincanGateway();
    const body = portOrderOf('2125550188');
    const answer = await gateway.call('request-port-in', { body, key: 'k-1' });
    expect(gateway.sent).toEqual([{ call: 'POST /tincan/mobility/lnp/v7/orders', text: JSON.stringify(body) }]);
    const [, orderNo = ''] = /"orderNo":(\d{19}),/.exec(answer.text)!;
    expect(answer).toMatchObject({ status: 200, body: { errorCode: '0', order: { status: 'SUBMITTED' } } });
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({
      id: orderNo,
      state: 'submitted',
      subscriberNumber: '2125550188',
    });
    expect((await gateway.toTheEnd('port-in', orderNo)).at(-1)).toBe('final');
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({ state: 'completed' });
  });

  it('is sent once, whatever the key and the spelling of its number, and its answer is replayed', async () => {
    const gateway = await tincanGateway();
    const body = portOrderOf('2125550188');
    const first = await gateway.call('request-port-in', { body, key: 'k-1' });
    const again = await gateway.call('request-port-in', { body, key: 'k-1' });
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([200, first.text, 'true']);
    const spelt = { ...body, order: { ctn: '212-555-0188' } };
    const other = await gateway.call('request-port-in', { body: spelt, key: 'k-2' });
    expect([other.status, other.body['code']]).toEqual([409, 'already-done']);
    expect(gateway.effects()).toEqual(['request-port-in 1']);
  });

  it('that is refused says why and is cured', async () => {
    const gateway = await tincanGateway();
    const { text } = await gateway.call('request-port-in', { body: portOrderOf('2125550142'), key: 'k-1' });
    const [, orderNo = ''] = /"orderNo":(\d{19}),/.exec(text)!;
    gateway.advance('PT9H');
    await gateway.call('get-port-in', { path: { portInId: orderNo } });
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({
      state: 'action-required',
      rejection: { code: 'PASSCODE_PIN_INVALID' },
    });
    const body = { losingCarrier: { passcode: '777777' } };
    const cured = await gateway.call('update-port-in', { path: { portInId: orderNo }, body, key: 'k-2' });
    expect(cured).toMatchObject({ status: 200, body: { order: { status: 'CARRIER_REVIEW' } } });
    expect((await gateway.toTheEnd('port-in', orderNo)).at(-1)).toBe('final');
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({ state: 'completed' });
  });

  it('is cancelled once, and not when it is done', async () => {
    const gateway = await tincanGateway();
    const order = async (ctn: string, key: string): Promise<string> => {
      const { text } = await gateway.call('request-port-in', { body: portOrderOf(ctn), key });
      return /"orderNo":(\d{19}),/.exec(text)![1]!;
    };
    const [early, late] = [await order('2125550188', 'k-1'), await order('2125550189', 'k-2')];
    const cancelled = await gateway.call('cancel-port-in', {
      path: { portInId: early },
      body: { why: 'Lost' },
      key: 'k-3',
    });
    expect(cancelled).toMatchObject({ status: 200, body: { withdrawal: { outcome: 'ACCEPTED' } } });
    expect(await gateway.track(getTrackedPortIn, early)).toMatchObject({ state: 'cancelled' });
    gateway.advance('P40D');
    const refused = await gateway.call('cancel-port-in', { path: { portInId: late }, body: {}, key: 'k-4' });
    expect([refused.status, refused.body['code']]).toEqual([422, 'upstream-rejected']);
  });

  it.each([
    ['its number', { order: { ban: 1 } }, '/order/ctn'],
    ['all', {}, '/order/ctn'],
  ])('without %s is refused, because nobody could tell it from another', async (_, body, pointer) => {
    const gateway = await tincanGateway();
    const answer = await gateway.call('request-port-in', { body, key: 'k-1' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect(gateway.sent).toEqual([]);
  });

  it('that AT&T refuses says so in AT&T’s words, and may be tried again', async () => {
    const gateway = await tincanGateway();
    const body = { order: { ctn: '+12125550188' } };
    const refused = await gateway.call('request-port-in', { body, key: 'k-1' });
    expect(refused.body).toMatchObject({
      code: 'upstream-rejected',
      upstream: { code: expect.stringMatching(/^Client\./) as unknown, message: expect.any(String) as unknown },
    });
    expect((await gateway.call('request-port-in', { body: portOrderOf('2125550188'), key: 'k-2' })).status).toBe(200);
  });

  it('whose answer is lost is unknown, kept from being sent again, and told apart', async () => {
    const gateway = await tincanGateway();
    gateway.wire.loses = true;
    const body = portOrderOf('2125550188');
    const lost = await gateway.call('request-port-in', { body, key: 'k-1' });
    expect([lost.status, lost.body['outcome']]).toEqual([202, 'unknown']);
    for (const key of ['k-1', 'k-2']) await gateway.call('request-port-in', { body, key });
    expect(gateway.effects()).toEqual(['request-port-in 1']);
  });

  it('leaves no secret anywhere', async () => {
    const gateway = await tincanGateway();
    await gateway.call('request-port-in', { body: portOrderOf('2125550188'), key: 'k-1' });
    await gateway.call('request-port-in', {
      body: { order: { ctn: '+12125550187' }, losingCarrier: { passcode: '482913' } },
      key: 'k-2',
    });
    const { Items = [] } = await gateway.client.send(new ScanCommand({ TableName: tableName }));
    const stored = JSON.stringify([Items, gateway.log.lines]);
    expect(stored).toContain('+12125550188');
    expect(stored).not.toMatch(secrets);
  });
});

describe('an activation', () => {
  it('is tracked by places in lists and keeps its device from a second one', async () => {
    const gateway = await tincanGateway();
    const number = await activated(gateway);
    expect(number).toMatch(/^\d{10}$/);
    const other = await gateway.call('activate-service', {
      body: activationOf(imei, '89014103200000000031'),
      key: 'a-2',
    });
    expect([other.status, other.body['code']]).toEqual([409, 'already-done']);
    expect(gateway.effects()).toEqual(['activate-service 1']);
  });
});

describe('a line', () => {
  it('is read by its number, its SIM and its device, each at an address of its own', async () => {
    const gateway = await tincanGateway();
    const number = await activated(gateway);
    gateway.sent.length = 0;
    for (const query of [{ subscriberNumber: number }, { sim: iccid }, { imei }]) {
      const { body } = await gateway.call('get-line-details', { query });
      expect(body).toMatchObject({ line: [{ ctn: `+1${number}`, state: 'WORKING' }] });
    }
    // What the first has shown the gateway asks AT&T itself as well.
    expect([...new Set(gateway.sent.map(({ call }) => call))]).toEqual([
      `GET /tincan/mobility/lines/${number}`,
      `GET /tincan/mobility/sims/${iccid}/line`,
      `GET /tincan/mobility/equipment/line?deviceId=${imei}`,
    ]);
    const { body } = await gateway.call('list-subscribers', { query: { billingAccountNumber: '6500012873000000027' } });
    expect(gateway.sent.at(-1)!.call).toBe('GET /tincan/mobility/lines?ban=6500012873000000027');
    expect(JSON.stringify(body)).toContain(`+1${number}`);
  });

  it('is suspended, resumed, given another number, cancelled and restored, each once and in its time', async () => {
    const gateway = await tincanGateway();
    const subscriberNumber = await activated(gateway);
    const path = { subscriberNumber };
    const headers = { 'x-actor': 'operator', 'x-reason': 'customer request' };
    const change = (id: OperationId, key: string, body: object = {}) => gateway.call(id, { path, body, key, headers });
    expect(await change('suspend-subscriber', 's-1', { why: 'Lost' })).toMatchObject({
      status: 200,
      body: { line: { state: 'BARRED' } },
    });
    expect(gateway.sent.findLast(({ call }) => call.startsWith('PUT'))).toEqual({
      call: `PUT /tincan/mobility/lines/${subscriberNumber}/state`,
      text: '{"why":"Lost","transition":"BAR"}',
    });
    expect((await change('suspend-subscriber', 's-2')).body['code']).toBe('step-not-allowed');
    expect((await change('resume-subscriber', 's-3')).status).toBe(200);
    const changed = await change('change-number', 's-4', { pick: 'ANY', postcode: '75201' });
    expect(changed.status).toBe(200);
    const { ctn } = changed.body['line'] as { ctn: string };
    const now = { path: { subscriberNumber: ctn.slice(2) }, body: {}, headers };
    expect((await gateway.call('suspend-subscriber', { ...now, key: 's-5' })).status).toBe(200);
    const old = await change('cancel-subscriber', 's-6');
    expect([old.status, old.body['code']]).toEqual([422, 'upstream-rejected']);
    expect(gateway.effects()).not.toContain('cancel-subscriber 1');
    for (const [id, state] of [
      ['cancel-subscriber', 'DISCONNECTED'],
      ['restore-subscriber', 'WORKING'],
    ] as const) {
      const answer = await gateway.call(id, { ...now, key: `${id}-1` });
      expect(answer).toMatchObject({ status: 200, body: { line: { ctn, state } } });
    }
  });
});

it('a billing account has its number with all digits', async () => {
  const gateway = await tincanGateway();
  const body = {
    party: {
      legalName: 'Example Ltd',
      postal: { line1: '1 Example St', town: 'Dallas', region: 'TX', postcode: '75201' },
    },
    account: { fan: '12345678' },
  };
  const made = await gateway.call('create-billing-account', { body, key: 'b-1' });
  const [, ban = ''] = /"ban":(\d{19})/.exec(made.text) ?? [];
  expect(made.status).toBe(200);
  const read = await gateway.call('get-billing-account', { path: { billingAccountNumber: ban } });
  expect([read.status, read.text]).toEqual([200, expect.stringContaining(`"id":${ban}`)]);
});

it('a batch is followed to its end', async () => {
  const gateway = await tincanGateway();
  const number = await activated(gateway);
  const body = { batch: { apnName: 'example.apn', item: [{ ctn: `+1${number}`, fixedIp: '203.0.113.7' }] } };
  const headers = { 'x-actor': 'operator', 'x-reason': 'customer request' };
  const made = await gateway.call('provision-pdp', { body, key: 'p-1', headers });
  const [, batchNo = ''] = /"batchNo":(\d+)/.exec(made.text)!;
  expect((await gateway.toTheEnd('pdp-provisioning', batchNo)).at(-1)).toBe('final');
  const { state } = await gateway.track(getTrackedPdpProvisioning, batchNo, 'batchId');
  expect(['completed', 'partial']).toContain(state);
});

const stated = readdirSync(join(import.meta.dirname, 'tenants', 'tincan', 'contract')).map((file) =>
  file.replace('.json', ''),
);

it.each(stated as OperationId[])('%s is 501 without its statement, and nothing is sent', async (id) => {
  const gateway = await tincanGateway([id]);
  const { path, query, body } = exampleCall(id, solutionProvider);
  const parts = { ...(path && { path }), ...(query && { query }), ...(body !== undefined && { body }) };
  const answer = await gateway.call(id, { ...parts, key: 'k-1' });
  expect([answer.status, answer.body['code']]).toEqual([501, 'operation-not-bound']);
  expect(answer.body['detail']).toMatch(/Fill in `baseUrl`.* of `bindings\['/);
  expect(gateway.sent).toEqual([]);
});
