import '../../../support/function-environment';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';
import { imeiOf } from '../../../support/imei';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { tableName } from '../../../support/dynalite-client';
import { activate, activations, eid, imei, lockOf, otherImei, otherSim, readAfter, sim } from './activated-devices';
import { mobilityRig, scriptedAtt, wireAnswer } from './mobility-rig';

describe('a device of an activation in flight', () => {
  it.each([
    ['the same IMEI', { imei, sim }, { imei, sim: otherSim }],
    ['the same SIM', { imei, sim }, { imei: otherImei, sim }],
    ['the same eSIM', { imei, eid }, { imei: otherImei, eid }],
  ])('is not activated a second time: %s', async (_, first, second) => {
    const att = activations();
    const rig = await mobilityRig(att);
    rig.client.rest();
    expect((await activate(rig, 'first', first)).status).toBe(202);
    // The claim, a lock for each of two names, the outcome.
    expect(rig.client.sent).toHaveLength(4);
    const { status, body } = await activate(rig, 'second', second);
    expect([status, body['code'], att.timesAsked('activate-service')]).toEqual([409, 'already-done', 1]);
  });

  it('is had as a whole or not at all: what a refused activation wanted beside it is free', async () => {
    const att = activations();
    const rig = await mobilityRig(att);
    await activate(rig, 'first', { imei, sim });
    await activate(rig, 'second', { imei, sim: otherSim });
    expect((await activate(rig, 'third', { imei: otherImei, sim: otherSim })).status).toBe(202);
  });

  it('asks AT&T once when twenty calls want it', async () => {
    const att = activations();
    const rig = await mobilityRig(att);
    await Promise.all(Array.from({ length: 20 }, (_, index) => activate(rig, `key-${index}`, { imei, sim })));
    expect(att.timesAsked('activate-service')).toBe(1);
  });

  it('is free again once the activation is rejected', async () => {
    const state = { word: 'reserved', line: {} };
    const att = activations(state);
    const rig = await mobilityRig(att);
    await activate(rig, 'first', { imei, sim });
    await readAfter(rig, 1_000);
    expect((await activate(rig, 'second', { imei, sim })).status).toBe(409);
    state.word = 'rejected';
    await readAfter(rig, 1_000);
    for (const name of [`imei:${imei}`, `sim:${sim}`]) {
      const { expiresAt, ...lock } = (await rig.table.get(lockOf(name)))!;
      expect([lock, typeof expiresAt]).toEqual([lockOf(name), 'number']);
    }
    expect((await activate(rig, 'third', { imei, sim })).status).toBe(202);
    expect(await rig.table.get(lockOf(`sim:${sim}`))).toEqual({
      ...lockOf(`sim:${sim}`),
      [`sim:${sim}`]: expect.objectContaining({ names: [`imei:${imei}`, `sim:${sim}`] }) as object,
    });
  });
});

it('refuses nobody a device for want of room, however many others are in flight or were refused', async () => {
  const device = (index: number) => ({
    imei: imeiOf('35209900', `0009${index}`),
    sim: `89014103200000000${100 + index}`,
  });
  const att = activations();
  const rig = await mobilityRig(att);
  const largest = async (): Promise<number> => {
    const { Items = [] } = await rig.client.send(new ScanCommand({ TableName: tableName }));
    const locks = Items.map((item) => unmarshall(item)).filter(({ sk }) => String(sk).startsWith('OPEN-'));
    return Math.max(...locks.map((lock) => JSON.stringify(lock).length));
  };
  for (let index = 10; index < 30; index += 1) await activate(rig, `in-flight-${index}`, device(index));
  att.replies['activate-service'] = () => wireAnswer(400, { code: 'SIM_UNKNOWN', message: 'Refused.' });
  for (let index = 30; index < 50; index += 1) await activate(rig, `refused-${index}`, device(index));
  expect(await largest()).toBeLessThan(500);
});

it('shows an activation with its line and why it was rejected', async () => {
  const rig = await mobilityRig(
    activations({
      word: 'rejected',
      line: { subscriberNumber: null, reasonCode: 'SIM_IN_USE', reason: 'SIM in use.' },
    }),
  );
  await activate(rig, 'first', { imei, sim });
  rig.advance(1_000);
  await rig.call('get-service-activation', { path: { activationId: 'ACT-1' } });
  const { status, body } = await rig.read(getTrackedActivation, { path: { activationId: 'ACT-1' } });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    state: 'rejected',
    final: true,
    reason: { code: 'SIM_IN_USE', text: 'SIM in use.' },
    lines: [{ subscriberNumber: null, status: 'rejected', code: 'SIM_IN_USE' }],
    nextSteps: [{ action: 'request-again', operation: 'activate-service' }],
  });
  const list = await rig.read(listTrackedActivations, { query: { state: 'rejected' } });
  expect(list.body['activations']).toHaveLength(1);
});

it('follows a PDP batch line by line to a partial failure', async () => {
  const line = (subscriberNumber: string, ipReservation: string) => ({
    subscriberNumber,
    profileCheck: 'completed',
    ipReservation,
    profileUpdate: ipReservation === 'completed' ? 'completed' : 'pending',
    ...(ipReservation === 'failed' && { reason: 'The address 192.0.2.11 is in use.' }),
  });
  const batch = { batchStatus: 'pending', subscribers: [] as object[] };
  const rig = await mobilityRig(
    scriptedAtt({
      'provision-pdp': () => wireAnswer(202, { batchId: 'PDP-1', batchStatus: 'pending' }),
      'get-pdp-provisioning': () => wireAnswer(200, { batchId: 'PDP-1', ...batch }),
    }),
  );
  const subscribers = [{ subscriberNumber: '2125550117' }, { subscriberNumber: '2125550118' }];
  rig.client.rest();
  const headers = { 'x-actor': 'j.doe', 'X-Reason': 'ticket 77' };
  await rig.call('provision-pdp', { body: { apn: 'fleet.example.com', subscribers }, key: 'first', headers });
  expect(rig.client.sent).toHaveLength(2);
  const seen = async () => {
    rig.advance(1_000);
    await rig.call('get-pdp-provisioning', { path: { batchId: 'PDP-1' } });
    return (await rig.read(getTrackedPdpProvisioning, { path: { batchId: 'PDP-1' } })).body;
  };
  batch.subscribers = [line('2125550117', 'completed'), line('2125550118', 'pending')];
  expect(await seen()).toMatchObject({
    state: 'pending',
    apn: 'fleet.example.com',
    subscribers: [{ result: 'completed' }, { result: 'pending' }],
  });
  batch.subscribers = [line('2125550117', 'completed'), line('2125550118', 'failed')];
  batch.batchStatus = 'completed';
  const done = await seen();
  expect(done).toMatchObject({
    state: 'partly-failed',
    final: true,
    raw: { status: 'completed' },
    subscribers: [{ result: 'completed' }, { result: 'failed', reason: 'The address [number] is in use.' }],
    nextSteps: [{ action: 'request-again', operation: 'provision-pdp' }],
  });
  expect((done['timeline'] as object[])[0]).toMatchObject({ type: 'opened', actor: 'j.doe', purpose: 'ticket 77' });
  const list = await rig.read(listTrackedPdpProvisionings, { query: {} });
  expect(list.body['pdpProvisionings']).toHaveLength(1);
});
