import '../../../support/function-environment';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';
import { documented as pdpExamples } from '#operations/provision-pdp/examples';
import { activationBody, mobilityRig, portInBody, scriptedAtt, wireAnswer } from './mobility-rig';

const device = { imei: '352099000001046', sim: '89014103200000000023' };

const kinds = [
  {
    id: 'PORT-1',
    begun: ['request-port-in', portInBody('2125550300')],
    readBy: 'get-port-in',
    find: { route: getTrackedPortIn, parameter: 'id' },
    list: { route: listTrackedPortIns, member: 'portIns' },
  },
  {
    id: 'ACT-1',
    begun: ['activate-service', activationBody(device)],
    readBy: 'get-service-activation',
    find: { route: getTrackedActivation, parameter: 'activationId' },
    list: { route: listTrackedActivations, member: 'activations' },
  },
  {
    id: 'PDP-1',
    begun: ['provision-pdp', pdpExamples.examples[0].request.body],
    readBy: 'get-pdp-provisioning',
    find: { route: getTrackedPdpProvisioning, parameter: 'batchId' },
    list: { route: listTrackedPdpProvisionings, member: 'pdpProvisionings' },
  },
] as const;

const att = () =>
  scriptedAtt({
    'request-port-in': () => wireAnswer(201, { id: 'PORT-1', state: 'acknowledged' }),
    'activate-service': () => wireAnswer(202, { requestId: 'ACT-1', requestStatus: 'pending' }),
    'provision-pdp': () => wireAnswer(202, { batchId: 'PDP-1', status: 'pending' }),
  });

describe.each(kinds)('what $readBy reads', ({ id, begun: [operation, body], readBy, find, list }) => {
  it.each([
    ['is said to be followed where the read is bound', [readBy], true, `by ${readBy}`],
    ['is said not to be where it is not, and what to state', ['alliance-get-contract'], false, `bindings['${readBy}']`],
  ])('%s, alone and in lists', async (_, boundReads, trackable, reason) => {
    const rig = await mobilityRig(att());
    expect((await rig.call(operation, { body, key: 'first' })).status).toBeLessThan(300);
    const said = { id, trackable, trackableReason: expect.stringContaining(reason) as string };
    const one = await rig.read(find.route, { path: { [find.parameter]: id }, boundReads });
    expect(one.body).toMatchObject(said);
    const all = await rig.read(list.route, { boundReads });
    expect(all.body).toMatchObject({ [list.member]: [said] });
  });
});

it('a port-in AT&T has not answered yet, found by its number, says it as well', async () => {
  const rig = await mobilityRig(
    scriptedAtt({ 'request-port-in': () => Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }),
  );
  await rig.call('request-port-in', { body: portInBody('2125550301'), key: 'first' });
  const query = { subscriberNumber: '2125550301' };
  const { body } = await rig.read(listTrackedPortIns, { query, boundReads: [] });
  expect(body).toMatchObject({ portIns: [{ state: 'submitting', trackable: false }] });
});
