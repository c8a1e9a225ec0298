import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { exampleCall, firstExampleOf } from '../../../tools/soak/example-call';
import type { WireAnswer } from '#att/transport';
import { dynaliteClient } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { watchedClient, type WatchedClient } from '../../support/watched-client';

const trackedReads = operations.filter((one) => operationEntryOf(one).handler === 'trackedRead');
const startMs = Date.UTC(2026, 10, 2, 12);

let client: WatchedClient;
beforeAll(async () => (client = watchedClient(await dynaliteClient())));

/** A process of the gateway that gets the answer of the operation’s example; how often its reads write. */
const reading = (id: (typeof trackedReads)[number]['id'], nowMs: number, answer = firstExampleOf(id).answer.body) => {
  const rig = gatewayRig({ client, transport: fakeTransport(wireAnswer(200, answer)), now: () => nowMs });
  const { path, query } = exampleCall(id, solutionProvider);
  return async (): Promise<string[]> => {
    client.rest();
    expect(await rig.call(id, { ...(path && { path }), ...(query && { query }) })).toMatchObject({ status: 200 });
    return client.sent.filter((command) => command !== 'GetItem' && command !== 'Query');
  };
};

it('there are such reads of orders, of long-running requests and of lines', () => {
  expect(new Set(trackedReads.map((one) => operationEntryOf(one).effects))).toEqual(
    new Set(['orderEffects', 'portInEffects', 'activationEffects', 'provisioningEffects', 'lineReadEffects']),
  );
});

it.each(trackedReads.map(({ id }) => id))('%s writes nothing when its answer shows nothing new', async (id) => {
  await reading(id, startMs)();
  const again = reading(id, startMs + 60_000);
  expect([await again(), await again()]).toEqual([[], []]);
});

/** The requests of these name an order by ids that have to be looked up first. */
const namesNoItem = ['alliance-get-order-status', 'apex-get-enrichment-status'];

/** What a read has asked of the table by the time that AT&T answers, and in all. */
const readingMeanwhile = (id: (typeof trackedReads)[number]['id'], answered: WireAnswer) => {
  let before: string[] = [];
  const transport = async (): Promise<WireAnswer> => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    before = [...client.sent];
    return answered;
  };
  const rig = gatewayRig({ client, transport, now: () => startMs });
  const { path, query } = exampleCall(id, solutionProvider);
  return async () => {
    client.rest();
    const answer = await rig.call(id, { ...(path && { path }), ...(query && { query }) });
    return { status: answer.status, before, all: [...client.sent] };
  };
};

it.each(trackedReads.map(({ id }) => id))('%s reads what is known while AT&T is asked, and once', async (id) => {
  await reading(id, startMs)();
  const read = readingMeanwhile(id, wireAnswer(200, firstExampleOf(id).answer.body));
  await read();
  const known = namesNoItem.includes(id) ? [] : ['GetItem'];
  expect(await read()).toMatchObject({ status: 200, before: known });
  const { all } = await read();
  expect(all).toEqual(known.length > 0 ? known : ['GetItem']);
});

it.each(trackedReads.map(({ id }) => id))('%s reads nothing besides where AT&T refuses it', async (id) => {
  const { status, before, all } = await readingMeanwhile(id, wireAnswer(400, { message: 'made up' }))();
  expect({ status, all }).toEqual({ status: 422, all: before });
});

it.each([
  ['has AT&T’s answer', wireAnswer(200, firstExampleOf('get-port-in').answer.body), 200],
  ['is told that AT&T refuses', wireAnswer(400, { message: 'made up' }), 422],
])('whose item cannot be read meanwhile %s', async (_, answered, status) => {
  const unreadable = watchedClient(client);
  unreadable.goWrong(1, 'failed', 9);
  const rig = gatewayRig({ client: unreadable, transport: fakeTransport(answered), now: () => startMs });
  const { path } = exampleCall('get-port-in', solutionProvider);
  expect(await rig.call('get-port-in', { ...(path && { path }) })).toMatchObject({ status });
  expect(unreadable.sent).toContain('GetItem');
  const lines = rig.log.lines.map(({ message }) => message);
  expect(lines.includes('answer-not-recorded')).toBe(status === 200);
});
