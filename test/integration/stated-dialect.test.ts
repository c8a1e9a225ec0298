import '../support/function-environment';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { exampleCall } from '../../tools/soak/example-call';
import { solutionProvider } from '../support/gateway-rig';
import { pushRig } from '../support/push-rig';
import { portOrderOf } from '../support/tincan';
import { activated, activationOf, simulatedDevice, statedTincanGateway } from '../support/tincan-gateway';

const headers = { 'x-actor': 'operator', 'x-reason': 'customer request' };

describe('an AT&T that the simulator makes of a tenant’s statements', () => {
  it('takes a port-in in the tenant’s words, with a long number for its id, and works on it to its end', async () => {
    const gateway = await statedTincanGateway();
    const body = portOrderOf('2125550188');
    const { status, text } = await gateway.call('request-port-in', { body, key: 'k-1' });
    expect([status, text]).toEqual([200, expect.stringMatching(/"result":"OK".*"status":"SUBMITTED"/)]);
    const [, orderNo = ''] = /"orderNo":(\d{18}),/.exec(text)!;
    expect(Number.isSafeInteger(Number(orderNo))).toBe(false);
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({ subscriberNumber: '2125550188' });
    expect((await gateway.toTheEnd('port-in', orderNo)).at(-1)).toBe('final');
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({ state: 'completed' });
    expect(gateway.effects()).toEqual(['request-port-in 1']);
  });

  it('rejects a port-in and takes its cure, by an id in the path', async () => {
    const gateway = await statedTincanGateway();
    const { text } = await gateway.call('request-port-in', { body: portOrderOf('2125550142'), key: 'k-1' });
    const [, orderNo = ''] = /"orderNo":(\d+),/.exec(text)!;
    gateway.advance('PT9H');
    await gateway.call('get-port-in', { path: { portInId: orderNo } });
    expect(await gateway.track(getTrackedPortIn, orderNo)).toMatchObject({
      state: 'action-required',
      rejection: { code: 'PASSCODE_PIN_INVALID' },
    });
    const body = { losingCarrier: { passcode: '777777' } };
    expect((await gateway.call('update-port-in', { path: { portInId: orderNo }, body, key: 'k-2' })).status).toBe(200);
  });

  it('says no as a sample does', async () => {
    const gateway = await statedTincanGateway();
    const refused = await gateway.call('get-port-in', { path: { portInId: '770000018172105999' } });
    expect(refused.body).toMatchObject({
      code: 'upstream-rejected',
      upstream: { message: expect.any(String) as unknown },
    });
  });

  it('has a line of each activation, found by number, SIM and device at an address each', async () => {
    const gateway = await statedTincanGateway();
    const number = await activated(gateway);
    for (const query of [
      { subscriberNumber: number },
      { sim: simulatedDevice.iccid },
      { imei: simulatedDevice.imei },
    ]) {
      const { body } = await gateway.call('get-line-details', { query });
      expect(body).toMatchObject({ line: [{ ctn: number, state: 'WORKING' }] });
    }
    const path = { subscriberNumber: number };
    const suspended = await gateway.call('suspend-subscriber', { path, body: { why: 'Lost' }, key: 's-1', headers });
    expect(suspended).toMatchObject({ status: 200, body: { line: { state: 'BARRED' } } });
    const again = await gateway.call('activate-service', {
      body: activationOf(simulatedDevice.imei, '89014103200000000031'),
      key: 'a-2',
    });
    expect([again.status, again.body['code']]).toEqual([409, 'already-done']);
  });

  it('works on a batch to its end', async () => {
    const gateway = await statedTincanGateway();
    const number = await activated(gateway);
    const body = { batch: { apnName: 'example.apn', item: [{ ctn: number, fixedIp: '203.0.113.7' }] } };
    const { text } = await gateway.call('provision-pdp', { body, key: 'p-1', headers });
    const [, batchNo = ''] = /"batchNo":"?([\w-]+)/.exec(text)!;
    expect((await gateway.toTheEnd('pdp-provisioning', batchNo)).at(-1)).toBe('final');
    const { state } = await gateway.track(getTrackedPdpProvisioning, batchNo, 'batchId');
    expect(['completed', 'partial']).toContain(state);
  });

  it('tells by itself what the tenant states that it tells', async () => {
    const gateway = await statedTincanGateway();
    const pushes = pushRig(gateway);
    const { text } = await gateway.call('request-port-in', { body: portOrderOf('2125550188'), key: 'k-1' });
    const [, orderNo = ''] = /"orderNo":(\d+),/.exec(text)!;
    gateway.sent.length = 0;
    gateway.advance('P40D');
    for (const { body } of gateway.pushed) await pushes.push(body);
    expect(await pushes.statesOf('port-in', orderNo)).toEqual(['pending', 'submitted', 'confirmed', 'completed']);
    expect(gateway.sent).toEqual([]);
  });

  it('serves nothing that the tenant does not state', async () => {
    const gateway = await statedTincanGateway();
    const { path = {}, body } = exampleCall('reset-voicemail', solutionProvider);
    const answer = await gateway.call('reset-voicemail', { path, body, key: 'v-1', headers });
    expect(answer.status).toBe(501);
  });
});
