import { createClientLimiter } from '#api/client-limiter';
import { defaultClientLimits } from '#domain/client-limits';
import { examplesOf } from '#operations/registry';
import type { UpstreamCall } from '#att/upstream-call';
import type { ItemChange } from '#events/stream-record';
import { waitingItem } from '#events/waiting-item';
import { requestRecords } from '#platform/table/keys';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';
import { poll } from '#polling/poll';
import { sweepPollers } from '#polling/sweep';
import { sightingKind, takeInSighting } from '#polling/take-in-sighting';
import { sweep } from '#requests/sweep';
import { composeReconciler } from '#entry/compose-reconciler';
import { createLeadStore } from '#tracking/leads/lead-store';
import { orderKey } from '#tracking/order/tracked-order';
import { dynaliteClient, tableName, type Client } from '../../test/support/dynalite-client';
import { follow, publisherRig, solutionProvider as publishing } from '../../test/support/event-rig';
import { fakeTransport, recordingLog, recordingMetrics, wireAnswer } from '../../test/support/fakes';
import { gatewayRig, solutionProvider as calling } from '../../test/support/gateway-rig';
import { ok, receiver, senderRig, someEvent } from '../../test/support/webhook-rig';
import {
  firstInput,
  learned,
  pollingWorld,
  solutionProvider as polling,
  subjectOf,
} from '../../test/unit/polling/world';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import type { Figure } from '../figures';
import { crowd, sharedId, sightingOf } from './crowd';
import { streamed } from './streamed';
import { unitsOf } from './table-units';

/** How much else there is. */
export interface Surroundings {
  /** Orders, events, poll jobs, sightings and records of writes of the same Solution Provider; and things that one id leads to. */
  items: number;
  solutionProviders: number;
  endpoints: number;
}

/** What a call does in the table: requests, and bytes there and back; and at least how many units AWS counts for it. Of a sweep: for each Solution Provider; of a delivery: for each endpoint. */
export interface CallCost {
  requests: number;
  bytes: number;
  reads: number;
  writes: number;
}

export const kindsOfCalls = [
  'count of a call',
  'read',
  'tracked read',
  'taking in a sighting',
  'write',
  'look-up by a call',
  'look-up before the stream',
  'search',
  'list',
  'poll',
  'sweep of polls',
  'sweep of requests',
  'event',
  'delivery',
] as const;
export type KindOfCall = (typeof kindsOfCalls)[number];

type CountingClient = Client & {
  countedOf(work: () => Promise<unknown>): Promise<CallCost>;
  /** What was changed since the last time, as the table’s stream has it. */
  changed: () => ItemChange[];
};

const nothing: CallCost = { requests: 0, bytes: 0, reads: 0, writes: 0 };

const countingClient = (over: Client): CountingClient => {
  const { client, taken } = streamed(over);
  let cost: CallCost = nothing;
  const send = async (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    const answer: unknown = await client.send(command);
    const bytes = JSON.stringify(command.input).length + JSON.stringify(answer).length;
    const units = unitsOf(command, JSON.stringify(answer).length);
    cost = {
      requests: cost.requests + 1,
      bytes: cost.bytes + bytes,
      reads: cost.reads + units.reads,
      writes: cost.writes + units.writes,
    };
    return answer;
  };
  return {
    // The client’s overloads cannot be written as one function type.
    send: send as Client['send'],
    changed: taken,
    countedOf: async (work) => {
      cost = nothing;
      await work();
      return cost;
    },
  };
};

const always =
  <T>(value: T) =>
  () =>
    value;

const others = (count: number): string[] => Array.from({ length: count }, (_, index) => `SP-${index}`);

const each = ({ requests, bytes, reads, writes }: CallCost, count: number): CallCost => ({
  requests: requests / count,
  bytes: bytes / count,
  reads: reads / count,
  writes: writes / count,
});

type Costs = Partial<Record<KindOfCall, CallCost>>;

const callCosts = async (client: CountingClient, { solutionProviders }: Surroundings): Promise<Costs> => {
  const { body } = examplesOf['alliance-look-up-end-customer'][0].answer;
  const look = gatewayRig({ client, transport: fakeTransport(wireAnswer(200, body)) });
  const port = examplesOf['request-port-in'][0];
  const [asked, shown] = [port.request.body, port.answer.body];
  const writing = gatewayRig({ client, transport: fakeTransport(wireAnswer(201, shown)) });
  const reading = gatewayRig({ client, transport: fakeTransport(wireAnswer(200, shown)) });
  const get = () => reading.call('get-port-in', { path: { portInId: (shown as { id: string }).id } });
  const lookUp = examplesOf['alliance-look-up-end-customer'][0].request.body as object;
  const reconcilerOf = always(composeReconciler(writing));
  const callId = 'the-call';
  const swept = [calling, ...others(solutionProviders - 1)];
  client.changed();
  const write = await client.countedOf(() =>
    writing.call('request-port-in', { body: asked, key: 'bench', gatewayId: callId }),
  );
  const lookedUp = (): Promise<unknown> => writing.request(callId);
  const unnamed = await client.countedOf(lookedUp);
  // Not on the call's path, and paid for with it.
  const carried = await client.countedOf(() => carriedOn(client));
  return {
    'count of a call': await client.countedOf(() => counted(client)),
    read: await client.countedOf(() =>
      look.call('alliance-look-up-end-customer', { body: { ...lookUp, spId: calling } }),
    ),
    write: { ...write, reads: write.reads + carried.reads, writes: write.writes + carried.writes },
    'look-up before the stream': unnamed,
    'look-up by a call': await client.countedOf(lookedUp),
    search: await client.countedOf(() => createLeadStore(writing.table).from(calling, sharedId, { limit: 5 })),
    'tracked read': await client.countedOf(() => get().then(get)).then((cost) => each(cost, 2)),
    list: await client.countedOf(() => reading.list({ limit: '5' })),
    'sweep of requests': each(await client.countedOf(() => sweep(reconcilerOf, swept, always(true))), swept.length),
  };
};

/** In each window of the usual limits, as the authorizer does it. */
const counted = (client: Client) =>
  createClientLimiter({
    ...{ dynamoDb: sdkDynamoDb(client), tableName, limits: defaultClientLimits, now: () => Date.now() },
    ...{ log: recordingLog(), metrics: recordingMetrics() },
  })({ clientId: 'client-a' });

/** What the stream does about changes, and about those it makes itself, but for the events: those are counted as such. */
const carriedOn = async (client: CountingClient): Promise<void> => {
  const { nameClaims, storeMissing, applyOutcome, leads } = await publisherRig(client);
  for (let changes = client.changed(); changes.length > 0; changes = client.changed())
    for (const { key, before, after } of changes) {
      if (!after) continue;
      if (key.pk.startsWith(requestRecords.key.partitionPrefix)) {
        await nameClaims(before, after);
        await storeMissing(before, after);
        const waiting = waitingItem(before, after);
        if (waiting) await applyOutcome(waiting);
      }
      await leads.follow(key, before, after);
    }
};

const pollCosts = async (client: CountingClient, { solutionProviders }: Surroundings): Promise<Costs> => {
  const replyTo = ({ request }: UpstreamCall) => ({ id: request.path['portInId'], state: 'pending' });
  const world = pollingWorld({ client, replyTo, startMs: Date.now() });
  for (const id of ['P1', 'P2']) await learned(world, subjectOf(requestPortIn, {}), { id, state: 'acknowledged' });
  const input = { ...(await firstInput(world, { kind: 'port-in', id: 'P1' })), polls: 1 };
  const swept = [polling, ...others(solutionProviders - 1)];
  const start = (): Promise<void> => Promise.resolve();
  const idle = () => sweepPollers({ ...world, start }, swept, () => true);
  await world.table.put(sightingOf('P2'));
  const sighted = { solutionProvider: polling, kind: sightingKind, id: String(sightingOf('P2')['digest']) };
  return {
    'taking in a sighting': await client.countedOf(() =>
      takeInSighting(world.sightings, { ...sighted, run: 'r', polls: 0 }),
    ),
    'sweep of polls': each(await client.countedOf(idle), swept.length),
    poll: await client.countedOf(() => poll(world.deps, input)),
  };
};

const eventCosts = async (client: CountingClient, { endpoints }: Surroundings): Promise<Costs> => {
  const publisher = await publisherRig(client);
  const quoteId = '0Q0dx000002UEnZCAW';
  const next = follow(publisher.table, orderKey(publishing, quoteId));
  const order = await publisher.orders.adopt({
    ...{ solutionProvider: publishing, quoteId },
    ...{ program: 'apex', origin: 'here', by: 'crm' },
  });
  await publisher.publish([await next()]);
  const at = new Date(publisher.clock.now()).toISOString();
  await publisher.orders.record(order, { name: 'credit', value: 'requested', provenance: 'observed', at, by: 'crm' });
  const changed = await next();
  const event = await client.countedOf(() => publisher.publish([changed]));
  const { post } = receiver(ok);
  const sender = await senderRig({ post }, client);
  for (let index = 0; index < endpoints; index += 1) await sender.endpoint(`https://${index}.example.com/`);
  sender.tell(someEvent(2));
  const delivery = await client.countedOf(() => sender.run());
  return { event, delivery: each(delivery, endpoints) };
};

/** What a call of each kind costs in the table, with so much around it. */
export const costsIn = async (surroundings: Surroundings): Promise<Record<KindOfCall, CallCost>> => {
  const client = countingClient(await dynaliteClient());
  await crowd(client, surroundings.items);
  return {
    ...(await callCosts(client, surroundings)),
    ...(await pollCosts(client, surroundings)),
    ...(await eventCosts(client, surroundings)),
  } as Record<KindOfCall, CallCost>; // each kind is in one of the three
};

/** Where there is little. */
export const least: Surroundings = { items: 10, solutionProviders: 3, endpoints: 1 };

/** How much more a call costs there than where there is little: the most of all kinds, in requests or in bytes. */
export const growthOf = (
  few: Record<KindOfCall, CallCost>,
  many: Record<KindOfCall, CallCost>,
): { kind: KindOfCall; factor: number } =>
  kindsOfCalls
    .flatMap((kind) =>
      (['requests', 'bytes'] as const).map((unit) => ({
        kind,
        factor: many[kind][unit] === few[kind][unit] ? 1 : many[kind][unit] / few[kind][unit],
      })),
    )
    .reduce((most, one) => (one.factor > most.factor ? one : most));

export const measureGrowth = async (mostItems: number): Promise<Figure> => {
  const few = await costsIn(least);
  const many = await costsIn({ items: mostItems, solutionProviders: 100, endpoints: 20 });
  const { kind, factor } = growthOf(few, many);
  return { value: factor, note: `most: ${kind}` };
};
