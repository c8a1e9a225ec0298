import '../support/function-environment';
import { sweep } from '#requests/sweep';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { solutionProvider } from '../support/gateway-rig';
import { activationOf, simulatedDevice, tincanGateway } from '../support/tincan-gateway';

it('an activation whose answer is lost is found with its id, and followed until its line is in service', async () => {
  const gateway = await tincanGateway();
  gateway.wire.loses = true;
  const parts = { body: activationOf(simulatedDevice.imei, simulatedDevice.iccid), key: 'a-1' };
  const { body: lost } = await gateway.call('activate-service', parts);
  gateway.advance('PT2M');
  expect(
    await sweep(
      () => gateway.reconciler,
      [solutionProvider],
      () => true,
    ),
  ).toEqual({ succeeded: 1 });
  expect(gateway.sent.at(-1)!.call).toBe(
    `GET /tincan/mobility/ordering/v4/productOrder?iccid=${simulatedDevice.iccid}`,
  );
  const { body: found } = await gateway.request(String(lost['requestId']));
  const { activationId: [id = ''] = [] } = found['about'] as { activationId?: string[] };
  expect(id).toMatch(/^so\d{10}$/);
  expect((await gateway.toTheEnd('service-activation', id)).at(-1)).toBe('final');
  const tracked = await gateway.track(getTrackedActivation, id, 'activationId');
  expect(tracked).toMatchObject({ id, state: 'active', request: `/v1/requests/${String(lost['requestId'])}` });
  expect(tracked).toHaveProperty(
    'timeline',
    expect.arrayContaining([expect.objectContaining({ type: 'state-changed', after: 'active' })]),
  );
  expect((await gateway.call('activate-service', parts)).body).toMatchObject({ outcome: 'succeeded' });
  expect(gateway.effects()).toEqual(['activate-service 1']);
});
