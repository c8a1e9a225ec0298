import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createAuthorizer } from '#api/authorize';
import { createAttClient } from '#att/client';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import type { OperationId } from '#operations/registry';
import { createTable, type Item, type Key } from '#platform/table/table';
import { poll } from '#polling/poll';
import { newSightingItem } from '#polling/sighting';
import { sightingKind, takeInSighting } from '#polling/take-in-sighting';
import { deliver } from '#webhooks/deliver';
import { exampleCall, firstExampleOf } from '../../../tools/soak/example-call';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { bulkRig, submitChanges } from '../../support/bulk-rig';
import { dynaliteClient, tableName, type Client } from '../../support/dynalite-client';
import { publisherRig, streamRecord } from '../../support/event-rig';
import { fakeTransport, fixedClock, keepEveryLine, recordingLog, wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { attWith, body, lateRig, operation, respondAsync } from '../../support/late-rig';
import { ownRoutesRig } from '../../support/own-routes';
import { pushRig } from '../../support/push-rig';
import { firstInput, learned, pollingWorld, solutionProvider as polledFor, subjectOf } from '../polling/world';
import { attemptWith, endpointWith, world as senderWorld } from '../webhooks/sender-world';

/** Everything written for one call, message by message; `+` where the line is the call’s metrics as well. */
const written = (lines: readonly object[]): string[] =>
  lines.map((line) => {
    const { message, _aws } = line as { message?: string; _aws?: unknown };
    return `${message ?? ''}${_aws === undefined ? '' : '+'}`;
  });

/** What is told by the line of something that asked AT&T. */
const toldOf = (lines: readonly object[]): object => lines[0] ?? {};

let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const called = async (id: OperationId): Promise<readonly object[]> => {
  const { status, body: answer } = firstExampleOf(id).answer;
  const transport = fakeTransport(wireAnswer(status, answer));
  const rig = gatewayRig({ client, transport, mode: 'advisory', takesInSightings: false });
  const { path, query, body: sent } = exampleCall(id, solutionProvider);
  const lines = keepEveryLine();
  await rig.call(id, { ...(path && { path }), ...(query && { query }), body: sent, key: `line-${id}` });
  return lines;
};

it.each<[string, OperationId]>([
  ['a read', 'alliance-look-up-end-customer'],
  ['a tracked read with news', 'get-port-in'],
  ['a write', 'apex-check-credit'],
  ['a tracked write', 'alliance-check-credit'],
])('%s is one line', async (_, id) => {
  const lines = await called(id);
  expect(written(lines)).toEqual(['operation-answered+']);
  expect(toldOf(lines)).toMatchObject({ UpstreamRequests: 1, OperationCalls: 1, upstream: [{ upstreamStatus: 200 }] });
});

it('an answer that drifts is counted in the same line, and its place is told once', async () => {
  const answer = { ...(firstExampleOf('get-line-details').answer.body as object), unheardOf: true };
  const rig = gatewayRig({ client, transport: fakeTransport(wireAnswer(200, answer)), takesInSightings: false });
  const { path, query } = exampleCall('get-line-details', solutionProvider);
  const lines = keepEveryLine();
  for (let times = 0; times < 2; times += 1)
    await rig.call('get-line-details', { ...(path && { path }), ...(query && { query }) });
  expect(written(lines)).toEqual(['contract-drift', 'operation-answered+', 'operation-answered+']);
  expect(lines.slice(1)).toMatchObject(Array(2).fill({ ContractDrift: 1, upstream: [{ drifts: true }] }));
});

it('a call of an own route is one line', async () => {
  const rig = await ownRoutesRig(client);
  const lines = keepEveryLine();
  await rig.call('list-events');
  expect(written(lines)).toEqual(['operation-answered+']);
});

it('a write handed to a worker is one line of the function that took it, and one of the worker', async () => {
  const late = lateRig({ client, transport: attWith().transport });
  const lines = keepEveryLine();
  await late.rig.call(operation, { body, key: 'k-1', headers: respondAsync });
  expect(written(lines)).toEqual(['operation-answered+']);
  const ofWorker = keepEveryLine();
  await late.deliver();
  expect(written(ofWorker)).toEqual(['late-write-ended+']);
  expect(toldOf(ofWorker)).toMatchObject({ UpstreamRequests: 1, upstream: [{ upstreamStatus: 201 }] });
});

it('a row of a bulk write is one line of the operation’s function, and one of what has it called', async () => {
  const rig = await bulkRig({ client });
  await submitChanges(rig, 2);
  const lines = keepEveryLine();
  await rig.run();
  expect(written(lines).toSorted()).toEqual([
    ...['bulk-call-answered', 'bulk-call-answered', 'operation-answered+', 'operation-answered+'],
  ]);
});

describe('what polls', () => {
  const shown = wireAnswer(200, { id: 'P1', state: 'pending' });

  const worldWith = async (...replies: Parameters<typeof fakeTransport>) => {
    const clock = fixedClock();
    const world = pollingWorld({ client, replyTo: () => new Error('not asked'), startMs: clock.now() });
    await learned(world, subjectOf(requestPortIn, {}), { id: 'P1', state: 'acknowledged' });
    const secret = () => Promise.resolve({ current: { clientId: 'made-up-id', clientSecret: 'made-up-secret' } });
    const { log, metrics } = world;
    const att = createAttClient({
      ...{ transport: fakeTransport(...replies), log, metrics, now: () => Date.now(), pause: clock.pause },
      credentials: { read: secret, reread: secret },
    });
    return { ...world, deps: { ...world.deps, att }, sightings: { ...world.sightings, att } };
  };

  it('tells of a poll in one line, with every request it took', async () => {
    const world = await worldWith(wireAnswer(500, '<html>'), shown);
    const input = await firstInput(world, { kind: 'port-in', id: 'P1' });
    const lines = keepEveryLine();
    await poll(world.deps, input);
    expect(written(lines)).toEqual(['item-polled+']);
    expect(toldOf(lines)).toMatchObject({
      ...{ operation: 'get-port-in', solutionProvider: polledFor, UpstreamRequests: 2, UpstreamFailures: 1 },
      upstream: [{ upstreamStatus: 500 }, { upstreamStatus: 200 }],
    });
  });

  it('tells of a poll that asked nobody without counting a request', async () => {
    const world = await worldWith(shown);
    const input = await firstInput(world, { kind: 'port-in', id: 'P1' });
    const lines = keepEveryLine();
    await poll({ ...world.deps, budget: { take: () => Promise.resolve(false) } }, input);
    expect(written(lines)).toEqual(['item-polled']);
  });

  it('tells of what it asked for another run, or before it failed, by itself', async () => {
    const world = await worldWith(shown);
    const input = await firstInput(world, { kind: 'port-in', id: 'P1' });
    const lines = keepEveryLine();
    const recordObservation = () => Promise.reject(new Error('no table'));
    await expect(poll({ ...world.deps, effects: { recordObservation } }, input)).rejects.toThrow('no table');
    const pollJobs = { ...world.pollJobs, polled: () => Promise.resolve(false) };
    await poll({ ...world.deps, pollJobs }, input);
    expect(written(lines)).toEqual(['upstream-answered+', 'upstream-answered+']);
  });

  it('tells of a sighting in one line', async () => {
    const world = await worldWith(shown);
    const request = { path: { portInId: 'P1' }, query: {} };
    const item = newSightingItem({ operation: getPortIn, request, solutionProvider: polledFor }, world.clock.now());
    await world.table.put(item);
    const lines = keepEveryLine();
    const input = { solutionProvider: polledFor, kind: sightingKind, id: String(item['digest']), run: 'r', polls: 0 };
    await takeInSighting(world.sightings, input);
    expect(written(lines)).toEqual(['sighting-taken-in+']);
    expect(toldOf(lines)).toMatchObject({ UpstreamRequests: 1, upstream: [{ upstreamStatus: 200 }] });
  });
});

it('an attempt to send a webhook is one line', async () => {
  const lines = keepEveryLine();
  await deliver(senderWorld(endpointWith()).deps, attemptWith());
  expect(written(lines)).toEqual(['webhook-attempted']);
});

it('a change that is an event is one line', async () => {
  const rig = gatewayRig({ client, transport: simulatedAtt().transport, mode: 'advisory' });
  await rig.call('apex-create-quote', { body: exampleCall('apex-create-quote', solutionProvider).body, key: 'key' });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  const order = Items.map((item) => unmarshall(item) as Item & Key).find(({ sk }) => sk.startsWith('ORDER'))!;
  const { publish } = await publisherRig(client);
  const lines = keepEveryLine();
  await publish([streamRecord({ pk: order.pk, sk: order.sk }, undefined, order)]);
  expect(written(lines)).toEqual(['event-published']);
});

it('a message that AT&T pushes is one line of what keeps it, and one of what applies it', async () => {
  const contract = { 'get-port-in': { push: { id: '/port', members: { '/state': '/word' } } } };
  const rig = pushRig({ table: createTable(client, tableName), now: fixedClock().now, contract });
  const lines = keepEveryLine();
  await rig.push('{"port":"P1","word":"pending"}');
  expect(written(lines).filter((message) => message !== '+')).toEqual(['push-received', 'push-decided']);
});

it('a caller who is let in is no line, one who is not is one', async () => {
  const event = {
    ...{ type: 'REQUEST', methodArn: 'arn:aws:execute-api:a:1:b/c/GET/v1/d' },
    headers: { Authorization: 'Bearer t' },
  } as unknown as APIGatewayRequestAuthorizerEvent;
  const authorize = (scopes: 'mobility:read'[]) =>
    createAuthorizer({
      verify: () => Promise.resolve({ clientId: 'client-a', scopes }),
      grantOf: () => Promise.resolve({ solutionProviders: [solutionProvider], scopes: ['mobility:read'] }),
      restrictions: () => Promise.resolve({}),
      log: recordingLog(),
    })(event);
  const lines = keepEveryLine();
  await authorize(['mobility:read']);
  expect(lines).toEqual([]);
  await authorize([]);
  expect(written(lines)).toEqual(['caller-refused']);
});
