import '../support/function-environment';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { demoCredentials } from '../../tools/simulator/credentials';
import { solutionProvider } from '../support/gateway-rig';
import { closeServers } from '../support/loopback';
import { activationOf, portInOf } from '../support/mobility-world';
import { reboundAtt } from '../support/rebound-att';
import { statedDeployment } from '../support/stated-deployment';

const { clientId, clientSecret } = demoCredentials('mobility', solutionProvider);

afterEach(closeServers);

/** The deployment of a tenant that states other hosts, methods, paths, headers and places in its file, at its own AT&T. */
const deployed = async () => {
  const att = await reboundAtt();
  let time = Date.now();
  const deployment = await statedDeployment('rebound', { transport: att.transport, now: () => time });
  return {
    ...att,
    ...deployment,
    pollToTheEnd: (id: string) =>
      deployment.pollToTheEnd('port-in', id, (seconds, polls) => {
        time += seconds * 1000;
        if (polls === 1) att.progress.word = 'confirmed';
        if (polls === 3) att.progress.word = 'completed';
      }),
  };
};

it('a port-in is requested, tracked and polled to its end where and as the tenant’s file states', async () => {
  const gateway = await deployed();
  const body = portInOf('2125550120');
  const answer = await gateway.call('request-port-in', { body, key: 'k-1' });
  // The caller gets what AT&T answered, as it answered it.
  expect(answer).toMatchObject({ status: 201, body: { id: 'an envelope', transfer: { reference: { key: 'T-1' } } } });
  expect(gateway.asked).toEqual([
    {
      method: 'PUT',
      url: 'https://transfers.partner.example/edge/v3/number-transfers',
      headers: expect.objectContaining({ 'x-app-id': clientId, 'x-app-key': clientSecret }) as unknown,
      body: { ...body, transferType: 'port-in' },
    },
  ]);
  expect(gateway.asked[0]!.headers).not.toHaveProperty('client_id');
  expect(await gateway.track(getTrackedPortIn, 'T-1')).toMatchObject({
    state: 'submitted',
    raw: { status: 'acknowledged' },
  });

  expect(await gateway.pollToTheEnd('T-1')).toEqual(['continue', 'continue', 'continue', 'continue', 'final']);
  expect(gateway.asked[1]).toMatchObject({
    method: 'POST',
    url: 'https://transfers.partner.example/edge/v3/number-transfers/search',
    headers: { 'x-app-id': clientId, 'x-app-key': clientSecret },
    body: { transferKey: 'T-1' },
  });
  const { state, timeline } = await gateway.track(getTrackedPortIn, 'T-1');
  expect(state).toBe('completed');
  const moves = (timeline as { type: string; after?: string }[]).filter(({ type }) => type === 'state-changed');
  expect(moves.map(({ after }) => after)).toEqual(['pending', 'confirmed', 'completed']);
});

it('an activation’s id and status are read where the tenant states them, in a list', async () => {
  const gateway = await deployed();
  const answer = await gateway.call('activate-service', {
    body: activationOf({ imei: '352099000001046', sim: '89014103200000000023' }),
    key: 'k-1',
  });
  expect([answer.status, answer.text]).toEqual([202, '[{"ticket":"L-1","situation":"reserved"}]']);
  expect(await gateway.track(getTrackedActivation, 'L-1', 'activationId')).toMatchObject({ state: 'reserved' });
  expect(gateway.asked[0]).toMatchObject({
    method: 'POST',
    url: 'https://activations.partner.example/lines/new',
    headers: { client_id: clientId, client_secret: clientSecret },
  });
});

it('a cancellation AT&T calls done is believed when the read, at its stated place, shows it', async () => {
  const gateway = await deployed();
  await gateway.call('request-port-in', { body: portInOf('2125550120'), key: 'k-1' });
  const refused = await gateway.call('cancel-port-in', { path: { portInId: 'T-1' }, body: {}, key: 'k-2' });
  expect(refused.body).toMatchObject({ code: 'not-applied' });
  gateway.progress.word = 'CN';
  const done = await gateway.call('cancel-port-in', { path: { portInId: 'T-1' }, body: {}, key: 'k-3' });
  expect([done.status, done.text]).toEqual([200, '{"withdrawal":{"outcome":"cancelled"}}']);
  expect(await gateway.track(getTrackedPortIn, 'T-1')).toMatchObject({ state: 'cancelled' });
});

it('an answer without the id at the stated place is never called done', async () => {
  const gateway = await deployed();
  gateway.progress.withdrawal = 'who knows';
  await gateway.call('request-port-in', { body: portInOf('2125550120'), key: 'k-1' });
  const unclear = await gateway.call('cancel-port-in', { path: { portInId: 'T-1' }, body: {}, key: 'k-2' });
  expect(unclear.status).toBe(202);
});
