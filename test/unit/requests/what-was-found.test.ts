import { createPollJobStore } from '#polling/poll-job-store';
import { portIns } from '../../../tools/simulator/behaviours/mobility/port-ins';
import { exampleCall } from '../../../tools/soak/example-call';
import { solutionProvider } from '../../support/gateway-rig';
import { approvedQuote, lostAnswers, type LostAnswers } from '../../support/lost-answers';
import { statedContract } from '../../support/stated-contract';
import { portOrderOf } from '../../support/tincan';

let at: LostAnswers;
beforeEach(async () => {
  at = await lostAnswers();
});
afterEach(() => at.close());

const { body: example } = exampleCall('request-port-in', solutionProvider);
const portInBody = { ...(example as object), subscriberNumber: '2125550188' };

const polled = (kind: string, id: string) =>
  createPollJobStore(at.rig.table, at.now).find({ solutionProvider, kind, id });

it('a port-in that was found is tracked and polled like one that was answered', async () => {
  const requestId = await at.lost('done, unanswered', 'request-port-in', { body: portInBody });
  at.advance('PT2M');
  await at.reconciled(requestId);
  const id = at.world
    .of(portIns)
    .all()
    .find(([, port]) => port.subscriberNumber === '2125550188')![0];
  expect(await at.rig.longRunning.items.find('port-in', solutionProvider, id)).toMatchObject({
    id,
    origin: 'here',
    guards: ['number:2125550188'],
    details: { externalId: 'port-1001' },
  });
  expect(await polled('port-in', id)).toMatchObject({ id });
});

it('a contract that was found is a fact of its order and is polled', async () => {
  const quoteId = await approvedQuote(at);
  const requestId = await at.lost('done, unanswered', 'alliance-create-contract', { body: { quoteId } });
  at.advance('PT2M');
  await at.reconciled(requestId);
  expect((await at.rig.order(quoteId)).body).toMatchObject({ facts: { contract: { value: 'sent' } } });
  expect(await polled('contract-signature', quoteId)).toMatchObject({ id: quoteId });
});

describe('what may be somebody else’s is not taken for it', () => {
  it('an older port-in of the number: this one was not made', async () => {
    await at.rig.call('request-port-in', { key: 'older', body: portInBody, solutionProvider: '10006' });
    at.advance('PT10M');
    const [id] = at.att.simulation.world.forProvider('10006').of(portIns).all().at(-1)!;
    at.world.of(portIns).put(id, at.att.simulation.world.forProvider('10006').of(portIns).get(id)!);
    const requestId = await at.lost('not done, unanswered', 'request-port-in', { body: portInBody });
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('not-applied');
  });

  it('a request whose texts are not kept whole: what is looked for by them may be there all the same', async () => {
    const body = { ...portInBody, remark: 'the PIN is 4711' };
    const requestId = await at.lost('not done, unanswered', 'request-port-in', { body });
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('needs-attention');
    expect((await at.recordOf(requestId)).evidence.at(-1)).toMatch(/kept without a secret/);
  });

  it('an older contract of the quote', async () => {
    const quoteId = await approvedQuote(at);
    await at.rig.call('alliance-create-contract', { key: 'older', body: { quoteId } });
    at.advance('PT10M');
    const requestId = await at.lost('not done, unanswered', 'alliance-create-contract', { body: { quoteId } });
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('needs-attention');
  });

  it('a number that AT&T chose: nothing shows which it is', async () => {
    const requestId = await at.lost('done, unanswered', 'change-number', {
      path: { subscriberNumber: '2125550106' },
      body: { mode: 'system-assigned', serviceZip: '10001' },
    });
    at.advance('PT20M');
    expect(await at.reconciled(requestId)).toBe('needs-attention');
  });
});

it('a read that is not bound here is named', async () => {
  const { 'list-port-ins': _unbound, ...bindings } = at.rig.settings.bindings;
  const unbound = await lostAnswers({ bindings });
  const requestId = await unbound.lost('done, unanswered', 'request-port-in', { body: portInBody });
  expect(await unbound.reconciled(requestId)).toBe('needs-attention');
  expect((await unbound.recordOf(requestId)).evidence.at(-1)).toContain('list-port-ins, which is not bound');
  unbound.close();
});

describe('in the words of a contract that the tenant states', () => {
  const tincan = async () => lostAnswers(await statedContract('tincan'));

  it('a port-in is found, and one that was not made may be sent again', async () => {
    const carrier = await tincan();
    const body = portOrderOf('2125550188');
    const requestId = await carrier.lost('done, unanswered', 'request-port-in', { body });
    carrier.advance('PT2M');
    expect(await carrier.reconciled(requestId)).toBe('succeeded');
    expect((await carrier.recordOf(requestId)).attReference).toMatch(/^77000001\d{10}7$/);

    const other = { body: portOrderOf('2125550189'), key: 'other' };
    const undone = await carrier.lost('not done, unanswered', 'request-port-in', other);
    carrier.advance('PT20M');
    expect(await carrier.reconciled(undone)).toBe('not-applied');
    expect((await carrier.rig.call('request-port-in', other)).status).toBe(200);
    carrier.close();
  });

  it('what the tenant states too little of to tell is for a person', async () => {
    const { bindings, contract } = await statedContract('tincan');
    const undated = { answer: { members: { '/portIns': { at: '/order', each: { '/id': '/orderNo' } } } } };
    const carrier = await lostAnswers({ bindings, contract: { ...contract, 'list-port-ins': undated } });
    const body = portOrderOf('2125550188');
    const requestId = await carrier.lost('done, unanswered', 'request-port-in', { body });
    carrier.advance('PT2M');
    expect(await carrier.reconciled(requestId)).toBe('needs-attention');
    expect((await carrier.recordOf(requestId)).evidence.at(-1)).toContain('`orderDate`');
    carrier.close();
  });
});
