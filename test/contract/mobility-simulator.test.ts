import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examplesOf } from '#operations/registry';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { advance, askSimulator } from '../support/mobility-simulator';
import { mobilityOperations, type MobilityId } from '../support/mobility-operations';
import { activationOf, portInOf, type Parts, type Told } from '../support/mobility-world';
import { attHeaders, control, effectsOf, send, sendExample } from '../support/simulator-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const ask = (id: MobilityId, parts: Parts): Promise<Told> => askSimulator(simulator, id, parts);
const replay = (id: MobilityId, index = 0): Promise<unknown> => sendExample(simulator, id, examplesOf[id][index]!);
const set = (kind: string, key: string, members: object): Promise<{ status: number }> =>
  control(simulator, 'POST state', { kind, solutionProvider: '10006', key, set: members });
const lineOf = async (subscriberNumber: string): Promise<unknown> =>
  ((await ask('get-line-details', { query: { subscriberNumber } })).body.lines as unknown[])[0];

describe('an example that is replayed', () => {
  it('leaves the world as its answer says', async () => {
    await replay('suspend-subscriber');
    expect(await lineOf('2125550103')).toMatchObject({ status: 'suspended' });
    await replay('change-number');
    expect(await lineOf('2125550106')).toBeUndefined();
    expect(await lineOf('2125550131')).toMatchObject({ status: 'active' });
    await replay('transfer-billing-responsibility');
    await replay('create-billing-account');
    await advance(simulator, 'P40D');
    expect(await lineOf('2125550111')).toMatchObject({ billingAccountNumber: '287300000003' });
    const path = { billingAccountNumber: '287300000004' };
    expect(await ask('get-billing-account', { path })).toMatchObject({ body: { accountStatus: 'active' } });
  });

  it('begins what takes its time', async () => {
    await replay('activate-service', 1);
    await replay('request-port-in');
    await replay('provision-pdp');
    await replay('update-port-in');
    await advance(simulator, 'P5D');
    const [activation, requested, corrected, batch] = [
      await ask('get-service-activation', { path: { activationId: 'ACT-0000000002' } }),
      await ask('get-port-in', { path: { portInId: 'PORT-0000000020' } }),
      await ask('get-port-in', { path: { portInId: 'PORT-0000000021' } }),
      await ask('get-pdp-provisioning', { path: { batchId: 'PDP-0000000001' } }),
    ];
    expect(activation.body.requestStatus).toBe('active');
    expect([requested.body.state, corrected.body.state]).toEqual(['completed', 'completed']);
    expect(batch.body.batchStatus).toBe('completed');
    expect(await lineOf('2125550124')).toMatchObject({ device: { eid: '89049032000000000000000000000163' } });
    expect(await lineOf('2125550120')).toMatchObject({ name: { firstName: 'Kim' } });
  });

  it('twice begins it once: what is asked for after it is another one', async () => {
    await replay('request-port-in');
    await advance(simulator, 'PT2H');
    const other = String((await ask('request-port-in', examplesOf['request-port-in'][0].request)).body.id);
    expect(other).not.toBe('PORT-0000000020');
    await advance(simulator, 'PT4H');
    const stateOf = async (portInId: string): Promise<unknown> =>
      (await ask('get-port-in', { path: { portInId } })).body.state;
    expect(await stateOf('PORT-0000000020')).toBe('confirmed');
    expect(await stateOf(other)).toBe('sent');
  });
});

describe('the effects', () => {
  const effects = async (operation: string): Promise<unknown> =>
    (await effectsOf(simulator))
      .filter((effect) => effect.operation === operation)
      .map(({ key, count }) => [key, count]);

  it('name every write of every example', async () => {
    for (const { id, idempotency } of mobilityOperations) {
      if (idempotency !== 'safe') await replay(id);
    }
    const done = new Set((await effectsOf(simulator)).map(({ operation }) => operation));
    expect([...done]).toEqual(
      mobilityOperations.flatMap(({ id, idempotency }) => (idempotency === 'safe' ? [] : [id])),
    );
  });

  it('count port-ins by number, activations by SIM, whatever else the request says', async () => {
    await replay('request-port-in');
    await ask('request-port-in', { body: portInOf('2125550120', { externalId: 'other' }) });
    expect(await effects('request-port-in')).toEqual([['port-in of 2125550120', 2]]);
    await ask('activate-service', { body: activationOf() });
    await ask('activate-service', { body: activationOf({}, { externalId: 'other' }) });
    await ask('activate-service', { body: activationOf({ sim: '89014103200000008888' }) });
    expect(await effects('activate-service')).toEqual([
      ['activation of SIM 89014103200000009999', 2],
      ['activation of SIM 89014103200000008888', 1],
    ]);
  });

  it('have nothing of what was refused or lost', async () => {
    const path = { subscriberNumber: '2125550105' };
    await ask('suspend-subscriber', { path, body: {} });
    await ask('resume-subscriber', { path, body: {} });
    const lost = await ask('request-port-in', { body: portInOf('2145550172') });
    const portInId = lost.body.id as string;
    await ask('update-port-in', { path: { portInId }, body: { billingZip: '10002' } });
    expect((await effectsOf(simulator)).map(({ operation }) => operation)).toEqual(['request-port-in']);
  });
});

describe('any state a test wants', () => {
  it('of a line', async () => {
    expect(await set('mobility-line', '2125550103', { status: 'in-limbo' })).toMatchObject({ status: 200 });
    expect(await lineOf('2125550103')).toMatchObject({ status: 'in-limbo' });
    await set('mobility-line', '2145550100', { billingAccountNumber: '287300000002' });
    expect(await lineOf('2145550100')).toMatchObject({ status: 'active' });
  });

  it('of a port-in, which stays there until it is corrected', async () => {
    const { body } = await ask('request-port-in', { body: portInOf('2145550120') });
    const path = { portInId: body.id as string };
    const stateReason = { code: 'POSTAL_CODE_MISMATCH', text: 'Another ZIP.' };
    await set('mobility-port-in', path.portInId, { state: 'CT', stateReason, nextAt: null });
    await advance(simulator, 'P30D');
    expect((await ask('get-port-in', { path })).body).toMatchObject({ state: 'CT', stateReason });
    await ask('update-port-in', { path, body: { billingZip: '10002' } });
    await advance(simulator, 'P5D');
    expect((await ask('get-port-in', { path })).body.state).toBe('completed');
  });

  it.each(['acknowledged', 'held', 'partial', 'CF', 'CN', 'NOBODY-KNOWS'])(
    'of a port-in from nothing: %s',
    async (state) => {
      const path = { portInId: 'PORT-1' };
      await set('mobility-port-in', 'PORT-1', { id: 'PORT-1', subscriberNumber: '2145550120', state });
      expect((await ask('get-port-in', { path })).body).toMatchObject({ id: 'PORT-1', state });
    },
  );

  it('of an activation and of a batch', async () => {
    await set('mobility-activation', 'ACT-1', { requestId: 'ACT-1', status: 'rejected', reasonCode: 'ODD' });
    expect((await ask('get-service-activation', { path: { activationId: 'ACT-1' } })).body).toMatchObject({
      requestStatus: 'rejected',
      lines: [{ reasonCode: 'ODD' }],
    });
    const batch = { batchId: 'PDP-1', batchStatus: 'odd', apn: 'a.example.com', subscribers: [] };
    await set('mobility-pdp-batch', 'PDP-1', batch);
    expect((await ask('get-pdp-provisioning', { path: { batchId: 'PDP-1' } })).body.batchStatus).toBe('odd');
  });
});

describe('AT&T', () => {
  it('answers 400 to a body that lacks what it needs', async () => {
    const bodies: [MobilityId, Parts][] = [
      ['request-port-in', { body: { subscriberNumber: '2145550120' } }],
      ['activate-service', { body: {} }],
      ['provision-pdp', { body: { apn: 'a.example.com', subscribers: [] } }],
      ['change-number', { path: { subscriberNumber: '2125550106' }, body: { mode: 'odd' } }],
      ['create-billing-account', { body: {} }],
    ];
    for (const [id, parts] of bodies) expect(await ask(id, parts)).toMatchObject({ status: 400, outcome: 'rejected' });
  });

  it('shows a Solution Provider its own things only', async () => {
    const { body } = await ask('request-port-in', { body: portInOf('2145550120') });
    const { status } = await send(`${simulator.url}/mobility/portabilityOrder/${String(body.id)}`, {
      method: 'GET',
      headers: attHeaders('10067', 'mobility'),
    });
    expect(status).toBe(404);
  });
});

describe('with a state file', () => {
  it('lines, port-ins and what is still to come survive a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mobility-'));
    const statePath = join(folder, 'state.json');
    const first = await startSimulator({ statePath });
    const { body } = await askSimulator(first, 'request-port-in', { body: portInOf('2145550142') });
    const path = { portInId: body.id as string };
    const suspended = { path: { subscriberNumber: '2125550104' }, body: { effectiveDate: 'nextBillingCycle' } };
    await askSimulator(first, 'suspend-subscriber', suspended);
    await advance(first, 'PT10H');
    await first.close();

    const second = await startSimulator({ statePath });
    expect((await askSimulator(second, 'get-port-in', { path })).body.state).toBe('CT');
    await askSimulator(second, 'update-port-in', { path, body: { oldServiceProvider: { pin: '739105' } } });
    await second.close();

    const third = await startSimulator({ statePath });
    await advance(third, 'P40D');
    expect((await askSimulator(third, 'get-port-in', { path })).body.state).toBe('completed');
    const query = { subscriberNumber: '2125550104' };
    expect((await askSimulator(third, 'get-line-details', { query })).body.lines).toMatchObject([
      { status: 'suspended' },
    ]);
    await third.close();
    await rm(folder, { recursive: true });
  });
});
