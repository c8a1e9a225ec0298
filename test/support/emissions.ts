import { createClientLimiter } from '#api/client-limiter';
import { wrapped } from '#api/read-handler';
import { TransportError, type Transport } from '#att/transport';
import { watchCredentials } from '#att/watch-credentials';
import type { MetricName } from '#platform/metrics';
import { createTable } from '#platform/table/table';
import { poll } from '#polling/poll';
import { deliver } from '#webhooks/deliver';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { lines } from '../../tools/simulator/behaviours/mobility/lines';
import { exampleCall, firstExampleOf } from '../../tools/soak/example-call';
import { attemptWith, endpointWith, world as senderWorld } from '../unit/webhooks/sender-world';
import { driftWorld } from '../unit/drift/world';
import { firstInput, learned, pollingWorld, subjectOf } from '../unit/polling/world';
import { minutes, noAnswer, reconcilerWorld, shows } from '../unit/requests/reconciler-world';
import { mobilityRig, portInBody, portInsAtAtt } from '../unit/tracking/long-running/mobility-rig';
import { dynaliteClient, tableName } from './dynalite-client';
import { publisherRig, streamRecord } from './event-rig';
import { fakeTransport, fixedClock, recordingLog, recordingMetrics, wireAnswer, type Emission } from './fakes';
import { defaultCaller, gatewayEvent, lambdaContext } from './gateway-event';
import { gatewayRig, solutionProvider } from './gateway-rig';
import { ownRoutesRig } from './own-routes';
import { pushRig } from './push-rig';
import { takingLong } from './taking-long';

const dayMs = 86_400_000;

/** A read of each API family. */
const reads = ['apex-look-up-end-customer', 'alliance-look-up-end-customer', 'get-line-details'] as const;

const called = async (transport: Transport, times = 1, caller: object = {}): Promise<Emission[]> => {
  const rig = gatewayRig({ client: await dynaliteClient(), transport, mode: 'advisory' });
  const granted = { ...defaultCaller, solutionProviders: [solutionProvider], ...caller };
  for (const id of reads) {
    const { path, query, body } = exampleCall(id, solutionProvider);
    const parts = { ...(path && { path }), ...(query && { query }), ...(body !== undefined && { body }) };
    for (let count = 0; count < times; count += 1) await rig.handle(id, gatewayEvent({ ...parts, caller: granted }));
  }
  return rig.metrics.emitted;
};

const failing = async (): Promise<Emission[]> => [
  ...(await called(fakeTransport(new TransportError('timeout', true)), 12)),
  ...(await ownRouteFailing()),
];

/** The table is away once everything is there. */
const ownRouteFailing = async (): Promise<Emission[]> => {
  const client = await dynaliteClient();
  const rig = await ownRoutesRig(client);
  client.send = () => Promise.reject(new Error('no table'));
  await rig.call('list-events');
  return rig.metrics.emitted;
};

const slow = (): Promise<Emission[]> =>
  takingLong(
    fakeTransport(wireAnswer(200, [])),
    () => 8_000,
    (transport) => called(transport, 3),
  );

/** An answer as the reference has it, and a member more. */
const drifting = (): Promise<Emission[]> => {
  const { body } = firstExampleOf('get-line-details').answer;
  return called(fakeTransport(wireAnswer(200, { ...(body as object), unheardOf: true })));
};

const limited = async (answer: { calls: string } | Error): Promise<Emission[]> => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const updateItem = () =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ Attributes: { calls: { N: answer.calls } } });
  const limits = { perSecond: 1, perDay: 1 };
  const dynamoDb = { updateItem: updateItem as never };
  const limiter = createClientLimiter({ dynamoDb, tableName, limits, now: Date.now, log, metrics });
  const standing = await limiter({ clientId: 'client-a' });
  const handle = wrapped({ id: 'read-thing' }, { log, metrics }, () =>
    Promise.resolve({ statusCode: 200, headers: {}, body: '{}' }),
  );
  await handle(gatewayEvent({ caller: { standing } }), lambdaContext());
  return metrics.emitted;
};

const reconciled = async (read: Parameters<typeof shows>[0] | undefined, afterMs: number): Promise<Emission[]> => {
  const world = await reconcilerWorld();
  const record = await world.claimed();
  world.told.read = read === undefined ? noAnswer : shows(read);
  world.clock.advance(afterMs);
  await world.reconciled(record);
  return world.metrics.emitted;
};

const portIn = async (state: Parameters<typeof portInsAtAtt>[0], then: 'read' | 'update'): Promise<Emission[]> => {
  const rig = await mobilityRig(portInsAtAtt(state));
  await rig.call('request-port-in', { body: portInBody('2125550301', {}), key: 'first' });
  rig.advance(1_000);
  const path = { portInId: 'PORT-1' };
  if (then === 'read') await rig.call('get-port-in', { path });
  else await rig.call('update-port-in', { path, body: { billingZip: '10002' }, key: 'correct' });
  return rig.metrics.emitted;
};

const polledAfter = async (days: number): Promise<Emission[]> => {
  const client = await dynaliteClient();
  const world = pollingWorld({ client, replyTo: () => ({ id: 'P1', state: 'pending' }) });
  await learned(world, subjectOf(requestPortIn, {}), { id: 'P1', state: 'acknowledged' });
  const input = { ...(await firstInput(world, { kind: 'port-in', id: 'P1' })), polls: 1 };
  world.clock.advance(days * dayMs);
  await poll(world.deps, input);
  return world.metrics.emitted;
};

const pushed = async (): Promise<Emission[]> => {
  const table = createTable(await dynaliteClient(), tableName);
  const contract = { 'get-port-in': { push: { id: '/port', members: { '/state': '/word' } } } };
  const rig = pushRig({ table, now: fixedClock().now, contract });
  await rig.send('{}', { headers: {} });
  await rig.push('{"other":1}');
  return rig.metrics.emitted;
};

const unreadable = async (): Promise<Emission[]> => {
  const rig = await publisherRig();
  const key = { pk: 'SP#A', sk: 'ORDER#1' };
  await rig.publish([streamRecord(key, undefined, { ...key, timeline: [{ no: 'time' }] })]);
  return rig.metrics.emitted;
};

const endpointGone = async (): Promise<Emission[]> => {
  const { deps, metrics } = senderWorld(endpointWith(), { 'a.example.com': { status: 410 } });
  await deliver(deps, attemptWith({ attempt: 20 }));
  return metrics.emitted;
};

const credentialsLookedAt = async (): Promise<Emission[]> => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const storedAt = () => Promise.resolve(0);
  const whose = { prefix: 'p', solutionProviders: ['A'], families: ['mobility' as const] };
  await watchCredentials({ log, metrics, storedAt, ...whose, now: () => 400 * dayMs });
  return metrics.emitted;
};

const ownRouteCalled = async (): Promise<Emission[]> => {
  const rig = await ownRoutesRig();
  await rig.call('list-events');
  return rig.metrics.emitted;
};

const succeeding = async (): Promise<Emission[]> => [
  ...(await called(fakeTransport(wireAnswer(200, [])))),
  ...(await ownRouteCalled()),
];

const drifted = async (): Promise<Emission[]> => {
  const world = await driftWorld();
  const line = await world.seenLine('2125550102');
  world.advance('PT2H');
  world.goneAtAtt(lines, line);
  await world.compared();
  return world.rig.metrics.emitted;
};

/** What has each metric emitted by the code that does so in production, with nothing of it written here. */
export const emissionsOf: Record<MetricName, () => Promise<Emission[]>> = {
  OperationCalls: succeeding,
  OperationFailures: failing,
  RepeatedFailures: failing,
  RepeatedSlowAnswers: slow,
  UpstreamRequests: succeeding,
  UpstreamFailures: failing,
  CircuitsOpened: failing,
  ScopeRefusals: () => called(fakeTransport(wireAnswer(200, [])), 1, { scopes: [] }),
  CredentialFailures: () => called(fakeTransport(wireAnswer(401, {}))),
  ContractDrift: drifting,
  ClientLimitRefusals: () => limited({ calls: '100' }),
  CallsNotCounted: () => limited(new Error('no table')),
  UnknownOutcomes: () => reconciled('applied', minutes(1)),
  UnknownForLong: () => reconciled(undefined, 25_000 + minutes(61)),
  NeedsAttention: () => reconciled('undecidable', minutes(1)),
  ViewDrift: drifted,
  UnmappedStates: () => portIn({ word: 'ZZ-REVIEW', shown: {} }, 'read'),
  UnmappedReasons: () => portIn({ word: 'denied', shown: { stateReason: { code: 'ZZ9' } } }, 'read'),
  WritesNotApplied: () => portIn({ word: 'pending', shown: { billingZip: '10001' } }, 'update'),
  OldestCredentialsDays: credentialsLookedAt,
  UnpublishableChanges: unreadable,
  WebhookEndpointsDisabled: endpointGone,
  OverdueItems: () => polledAfter(5),
  PollingGivenUp: () => polledAfter(400),
  PushesRefused: pushed,
  PushesNotApplied: pushed,
};
