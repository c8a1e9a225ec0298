import { examplesOf, operations } from '#operations/registry';
import { operation as activateService } from '#operations/activate-service/operation';
import { operation as checkCredit } from '#operations/alliance-check-credit/operation';
import { operation as changeNumber } from '#operations/change-number/operation';
import { operation as createContract } from '#operations/alliance-create-contract/operation';
import { operation as handOff } from '#operations/alliance-hand-off-order/operation';
import { operation as apexHandOff } from '#operations/apex-hand-off-order/operation';
import { operation as reservePort } from '#operations/apex-reserve-port/operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operation as listSubscribers } from '#operations/list-subscribers/operation';
import { operation as provisionPdp } from '#operations/provision-pdp/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { requestedTextAt } from '#domain/parsed-request';
import { polledReads } from '#operations/polled-reads';
import { idReadAt, pollRequestOf } from '#polling/polled-read';
import { pollJobSchema } from '#polling/poll-job';
import { quickClient } from '../../support/quick-client';
import { watchedClient } from '../../support/watched-client';
import { pollingWorld, solutionProvider, subjectOf } from './world';

const aWorld = () => {
  const client = watchedClient(quickClient());
  return { ...pollingWorld({ client, replyTo: () => ({}) }), client };
};

const watchesIn = (items: readonly Record<string, unknown>[]): string[] =>
  items.flatMap((item) => {
    const watch = pollJobSchema.safeParse(item);
    return watch.success ? [`${watch.data.kind} ${watch.data.id}`] : [];
  });

describe('what the outcome of a write leaves to be polled', () => {
  it.each([
    ['a port-in', requestPortIn, {}, { id: 'P1' }, ['port-in P1']],
    ['an activation', activateService, {}, { requestId: 'R1' }, ['service-activation R1']],
    ['a PDP batch', provisionPdp, {}, { batchId: 'B1' }, ['pdp-provisioning B1']],
    [
      'an order handed off',
      handOff,
      { orderId: '8010', subOrderId: '1' },
      { status: 'success' },
      ['order-status 8010'],
    ],
    ['a credit check in review', checkCredit, { quoteId: '0Q0' }, { approvalStatus: 'Pending' }, ['credit-check 0Q0']],
    ['a credit check that is decided', checkCredit, { quoteId: '0Q0' }, { approvalStatus: 'Auto-Approved' }, []],
    ['a contract', createContract, { quoteId: '0Q0' }, { isSuccess: true }, ['contract-signature 0Q0']],
    ['an APEX enrichment', reservePort, { subOrderId: '801S' }, { isSuccess: true }, ['enrichment-status 801S']],
    ['an APEX order handed off, which AT&T cannot be asked about', apexHandOff, { orderId: '8010' }, {}, []],
    ['an answer without an id', requestPortIn, {}, { state: 'acknowledged' }, []],
  ] as const)('%s', (_, operation, body, answer, expected) => {
    const { items } = aWorld().effects.effectsOf(subjectOf(operation, body), answer, 'req_1');
    expect(watchesIn(items)).toEqual(expected);
  });

  const polledWrites = operations.flatMap((operation) =>
    operation.polledBy ? [[operation.id, operation, operation.polledBy.polled] as const] : [],
  );
  it.each(polledWrites)('%s: its documented answer, unless that is final', (id, operation, { kind, until }) => {
    for (const { request, answer } of examplesOf[id]) {
      const { items, update } = aWorld().effects.effectsOf(subjectOf(operation, request.body), answer.body, 'req_1');
      const isFinal =
        'fact' in until &&
        update?.facts.some(({ name, value }) => name === until.fact && until.oneOf.includes(value)) === true;
      expect(watchesIn(items)).toEqual(isFinal ? [] : [expect.stringMatching(new RegExp(`^${kind} \\S+$`))]);
    }
  });

  it('is stored with the record of the call, and costs no request of its own', () => {
    const world = aWorld();
    world.effects.effectsOf(subjectOf(requestPortIn, {}), { id: 'P1' }, 'req_1');
    expect(world.client.sent).toEqual([]);
  });

  it('is polled as well when only the reconciler found out', async () => {
    const world = aWorld();
    await world.effects.scheduleFollowUp(subjectOf(requestPortIn, {}), { id: 'P1' });
    expect(await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: 'P1' })).toMatchObject({ polls: 0 });
  });
});

it('nothing is polled when the reconciler found out what AT&T was through with at once', async () => {
  const world = aWorld();
  await world.effects.scheduleFollowUp(subjectOf(changeNumber, { subscriberNumber: '2125550120' }), {});
  expect(world.client.sent).toEqual([]);
});

describe('what a client reads', () => {
  const read = (id: string) => ({
    operation: getPortIn,
    request: { path: { portInId: id }, query: {} },
    solutionProvider,
    clientId: 'client',
  });

  it('is polled from the first read on, if it goes on', async () => {
    const world = aWorld();
    await world.effects.recordObservation(read('P7'), { id: 'P7', state: 'pending' });
    expect(await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: 'P7' })).toBeDefined();
    await world.effects.recordObservation(read('P8'), { id: 'P8', state: 'completed' });
    expect(await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: 'P8' })).toBeUndefined();
  });

  it('costs one request more the first time, and none after', async () => {
    const world = aWorld();
    const requests = async (): Promise<number> => {
      world.client.rest();
      await world.effects.recordObservation(read('P7'), { id: 'P7', state: 'pending' });
      return world.client.sent.length;
    };
    const first = await requests();
    const second = await requests();
    await world.pollJobs.end((await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: 'P7' }))!, 'final');
    expect(await requests()).toBe(second);
    expect(first).toBeGreaterThan(second);
    expect(await world.pollJobs.find({ solutionProvider, kind: 'port-in', id: 'P7' })).toMatchObject({
      outcome: 'final',
    });
  });

  it('is nothing to poll for other reads', async () => {
    const world = aWorld();
    await world.effects.recordObservation({ ...read(''), operation: listSubscribers }, {});
    expect(world.client.sent).toEqual([]);
  });
});

describe('what is polled', () => {
  it.each(polledReads.map((read) => [read.polled.kind, read] as const))(
    '%s: is read with a request that its operation takes, by the id a client would read it by',
    (_, read) => {
      const { path, query } = pollRequestOf(read, '8010dx000ABCDE');
      expect(read.request.path?.safeParse(path).success ?? true).toBe(true);
      expect(read.request.query?.safeParse(query).success ?? true).toBe(true);
      expect(requestedTextAt({ path, query }, idReadAt(read))).toBe('8010dx000ABCDE');
    },
  );
});
