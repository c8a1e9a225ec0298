import type { Settings } from '#platform/settings';
import { createPollJobStore } from '#polling/poll-job-store';
import { activations } from '../../../tools/simulator/behaviours/mobility/activations';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { solutionProvider } from '../../support/gateway-rig';
import { imeiOf } from '../../support/imei';
import { lostAnswers, type LostAnswers } from '../../support/lost-answers';
import { activationOf } from '../../support/mobility-world';
import { statedContract } from '../../support/stated-contract';
import { activationOf as tincanActivationOf } from '../../support/tincan-gateway';

let at: LostAnswers;
beforeEach(async () => {
  at = await lostAnswers();
});
afterEach(() => at.close());

const [sim, imei] = ['89014103200000007777', imeiOf('35209900')];
const parts = { body: activationOf({ sim }) };

/** Another gateway in place of the first, by what its tenant binds. */
const bound = async (change: (bindings: Settings['bindings']) => Settings['bindings']): Promise<void> => {
  const bindings = change(at.rig.settings.bindings);
  at.close();
  at = await lostAnswers({ bindings });
};

const withoutList = ({ 'list-service-activations': _list, ...bindings }: Settings['bindings']) => bindings;

/** AT&T’s activations of the SIM, by the simulator’s own memory. */
const atAtt = () =>
  at.world
    .of(activations)
    .all()
    .filter(([, { wish }]) => wish?.device.sim === sim);

const trackedAs = (id: string) => at.rig.longRunning.items.find('service-activation', solutionProvider, id);
const evidenceOf = async (requestId: string) => (await at.recordOf(requestId)).evidence.at(-1);
const again = async (key: string) => (await at.rig.call('activate-service', { key, ...parts })).status;

describe('an activation among those of its device', () => {
  it('is found while AT&T works on it, with AT&T’s id of it, tracked and polled as if it had been answered', async () => {
    const body = { ...activationOf({ sim }), externalId: 'order-7777' };
    const requestId = await at.lost('done, unanswered', 'activate-service', { body });
    at.advance('PT2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const [id] = atAtt()[0]!;
    expect(id).toMatch(/^ACT-\d{10}$/);
    expect(await trackedAs(id)).toMatchObject({
      ...{ id, origin: 'here', state: 'pending', requestId },
      guards: [`imei:${imei}`, `sim:${sim}`],
      details: { externalId: 'order-7777' },
    });
    const jobs = createPollJobStore(at.rig.table, at.now);
    expect(await jobs.find({ solutionProvider, kind: 'service-activation', id })).toMatchObject({ id });
    const { body: shown } = await at.rig.request(requestId);
    expect(shown).toMatchObject({
      about: { activationId: [id] },
      foundBy: { operation: 'list-service-activations' },
      evidence: ['AT&T gave no answer: timeout.', 'list-service-activations was asked: applied.'],
    });
    at.advance('PT1H');
    await at.rig.call('get-service-activation', { path: { activationId: id } });
    expect(await trackedAs(id)).toMatchObject({
      state: 'active',
      details: { subscriberNumber: atAtt()[0]![1].subscriberNumber },
    });
  });

  it('that AT&T has rejected is known as that, and its device may be activated again', async () => {
    const refused = { body: activationOf({ sim: '89014103200000000901' }) };
    const requestId = await at.lost('done, unanswered', 'activate-service', refused);
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const { attReference = '' } = await at.recordOf(requestId);
    expect(await trackedAs(attReference)).toMatchObject({ state: 'rejected' });
    expect((await at.rig.call('activate-service', { key: 'second', ...refused })).status).toBe(202);
  });

  it('that is an older one of the SIM is not taken for it: this one was not made', async () => {
    const older = at.world.of(activations).get('ACT-0000000003')!;
    at.world.of(activations).put('ACT-0000000003', { ...older, wish: { ...older.wish!, device: { imei, sim } } });
    at.advance('PT10M');
    const requestId = await at.lost('not done, unanswered', 'activate-service', parts);
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('not-applied');
    expect(await again('lost')).toBe(202);
  });

  it('is for a person where two may be it, whatever line there is', async () => {
    const requestId = await at.lost('done, unanswered', 'activate-service', parts);
    const [id, made] = atAtt()[0]!;
    at.world.of(activations).put('ACT-0000000999', { ...made, requestId: 'ACT-0000000999' });
    at.advance('PT1H2M');
    expect(id).not.toBe('ACT-0000000999');
    expect(await at.reconciled(requestId)).toBe('needs-attention');
    expect(await evidenceOf(requestId)).toMatch(/^list-service-activations was asked: undecidable\. .*`requestDate`/);
  });

  it('is asked for by what the tenant’s address takes', async () => {
    await bound((bindings) => ({
      ...bindings,
      'list-service-activations': {
        ...bindings['list-service-activations']!,
        path: '/sp/mobilityactivations/api/v1/serviceactivation?externalId={externalId}',
      },
    }));
    const body = { ...activationOf({ sim }), externalId: 'order-7778' };
    const requestId = await at.lost('done, unanswered', 'activate-service', { body });
    at.advance('PT2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    expect((await at.recordOf(requestId)).attReference).toBe(atAtt()[0]![0]);
  });
});

describe('where no list of activations is bound, an activation by its line', () => {
  beforeEach(() => bound(withoutList));

  it('has succeeded, and the number of the line is not given out as AT&T’s id of it', async () => {
    const requestId = await at.lost('done, unanswered', 'activate-service', parts);
    at.advance('PT2M');
    expect(await at.reconciled(requestId)).toBe('later');
    at.advance('PT1H1M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const { attReference } = await at.recordOf(requestId);
    expect(attReference).toBeUndefined();
    const number = atAtt()[0]![1].subscriberNumber!;
    const { body } = await at.rig.request(requestId);
    expect(body).toMatchObject({
      outcome: 'succeeded',
      about: { sim: [sim], subscriberNumber: [number] },
      foundBy: { operation: 'get-line-details', body: { lines: [{ subscriberNumber: number }] } },
      evidence: [
        'AT&T gave no answer: timeout.',
        'It could be seen by list-service-activations, which is not bound in this environment. get-line-details was asked: applied. It does not show AT&T’s id of what was made.',
      ],
    });
    expect(body['about']).not.toHaveProperty('attReference');
    expect(await trackedAs(number)).toBeUndefined();
  });

  it('keeps its device until the line is seen to be out of service', async () => {
    const requestId = await at.lost('done, unanswered', 'activate-service', parts);
    at.advance('PT1H2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const read = async (): Promise<void> => {
      await at.rig.call('get-line-details', { query: { sim } });
      await at.rig.call('get-line-details', { query: { imei } });
    };
    at.advance('PT1H');
    await read();
    expect(await again('second')).toBe(409);
    const [number, line] = at.world.of(lines).having('sim', sim)[0]!;
    at.world.of(lines).put(number, { ...line, status: 'cancelled' });
    await read();
    expect(await again('third')).toBe(202);
  });

  it('that is not there yet may still come: it is never safe to send again', async () => {
    const requestId = await at.lost('not done, unanswered', 'activate-service', parts);
    at.advance('PT14M');
    expect(await at.reconciled(requestId)).toBe('later');
    at.advance('PT3H');
    expect(await at.reconciled(requestId)).toBe('needs-attention');
    expect(await evidenceOf(requestId)).toContain('AT&T’s id of it is not learned.');
    expect(atAtt()).toEqual([]);
  });

  it('is for a person where an older line has its SIM', async () => {
    at.world.of(lines).put('2125550150', { ...at.world.of(lines).get('2125550101')!, device: { sim } });
    const requestId = await at.lost('not done, unanswered', 'activate-service', parts);
    at.advance('PT3H');
    expect(await at.reconciled(requestId)).toBe('needs-attention');
  });

  it('is looked for by the device where the tenant’s address takes that alone', async () => {
    await bound(({ 'get-line-details': details, ...bindings }) => ({
      ...withoutList(bindings),
      'get-line-details': {
        ...details!,
        path: '/sp/mobility/lineconfig/api/v1/service?subscriberNumber={subscriberNumber}',
        addresses: [{ ...details!, baseUrl: details!.baseUrl!, by: 'imei' }],
      },
    }));
    const requestId = await at.lost('done, unanswered', 'activate-service', parts);
    at.advance('PT1H2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
  });

  it('is for a person where no address takes what the request says', async () => {
    await bound(({ 'get-line-details': details, ...bindings }) => ({
      ...withoutList(bindings),
      'get-line-details': { ...details!, path: '/lines/{subscriberNumber}' },
    }));
    const requestId = await at.lost('done, unanswered', 'activate-service', parts);
    expect(await at.reconciled(requestId)).toBe('needs-attention');
    expect(await evidenceOf(requestId)).toMatch(/get-line-details takes nothing here that the request says\.$/);
  });
});

describe('in the words of a contract that the tenant states', () => {
  const stated = async (without: readonly string[] = []): Promise<void> => {
    at.close();
    at = await lostAnswers(await statedContract('tincan', without));
  };
  const body = tincanActivationOf(imei, sim);

  it('an activation is found with its id, and one that was not made may be sent again', async () => {
    await stated();
    const undone = await at.lost('not done, unanswered', 'activate-service', { body });
    at.advance('PT20M');
    expect(await at.reconciled(undone)).toBe('not-applied');
    const requestId = await at.lost('done, unanswered', 'activate-service', { body });
    at.advance('PT2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const [id] = atAtt()[0]!;
    expect((await at.recordOf(requestId)).attReference).toBe(id.replace('ACT-', 'so'));
  });

  it('what is kept without its secret is not asked by: that nothing is found by that proves nothing', async () => {
    const { bindings, contract } = await statedContract('tincan');
    const { request, ...activation } = contract['activate-service']!;
    const list = bindings['list-service-activations']!;
    at.close();
    at = await lostAnswers({
      bindings: { ...bindings, 'list-service-activations': { ...list, path: `${list.path}?ref={externalId}` } },
      contract: {
        ...contract,
        'activate-service': { ...activation, request: { ...request!, secretMembers: ['/ref'] } },
      },
    });
    const requestId = await at.lost('done, unanswered', 'activate-service', { body: { ...body, ref: 'order-7779' } });
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('later');
    at.advance('PT1H');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    expect(await evidenceOf(requestId)).toContain('list-service-activations takes nothing here that the request says.');
  });

  it('one by its line has no id where the tenant states no list', async () => {
    await stated(['list-service-activations']);
    const requestId = await at.lost('done, unanswered', 'activate-service', { body });
    at.advance('PT1H2M');
    expect(await at.reconciled(requestId)).toBe('succeeded');
    const { attReference, evidence } = await at.recordOf(requestId);
    expect([attReference, evidence.at(-1)]).toEqual([undefined, expect.stringContaining('does not show AT&T’s id')]);
  });
});
