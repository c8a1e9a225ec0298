import type { OperationId } from '#operations/registry';
import { exampleCall } from '../../../tools/soak/example-call';
import { createNameClaims } from '#requests/records-of-calls';
import { requestKey } from '#requests/request-record';
import { getRequest } from '#routes/requests/get-request';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { routeHandler } from '../../support/route-handler';
import { watchedClient } from '../../support/watched-client';
import { writes } from '../../support/finding-rig';
import { gatewayRig, solutionProvider, type GatewayRig } from '../../support/gateway-rig';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';

const rigOver = (client: Client = quickClient(), now?: () => number) =>
  gatewayRig({ client, transport: simulatedAtt().transport, ...(now && { now }) });

type Parts = NonNullable<Parameters<GatewayRig['call']>[1]>;

let calls = 0;

/** Makes a call that API Gateway knows by an id of its own. */
const made = async (rig: GatewayRig, id: OperationId, parts: Parts = {}) => {
  const { path, body } = exampleCall(id, parts.solutionProvider ?? solutionProvider);
  const gatewayId = `gateway-${(calls += 1)}`;
  const example = { ...(path && { path }), ...(body !== undefined && { body }) };
  return { gatewayId, ...(await rig.call(id, { gatewayId, ...example, ...parts })) };
};

type Made = Awaited<ReturnType<typeof made>>;

/** What answers tell a caller, or would have told had none come. */
const idsOf = ({ gatewayId, headers, body }: Made): string[] => [
  gatewayId,
  String(headers['x-request-id']),
  ...(typeof body['callId'] === 'string' ? [body['callId']] : []),
];

const recordOf = ({ headers }: Made): string => String(headers['x-request-record']).slice('/v1/requests/'.length);

/** What the stream does of the record of a write. */
const carried = async (rig: GatewayRig, requestId: string): Promise<void> => {
  const item = await rig.table.get(requestKey(requestId));
  await createNameClaims(rig.table)(undefined, item!);
};

/** A process that sees its own claims in no index. */
const withoutIndexes = (client: Client): Client => ({
  ...client,
  send: ((command: Parameters<Client['send']>[0]) =>
    'IndexName' in command.input ? Promise.resolve({ Items: [] }) : client.send(command)) as Client['send'],
});

describe('the record of a write is found by every id its callers were told', () => {
  it.each(writes)('%s: first, again, refused for its body, and under another key', async (id) => {
    const rig = rigOver();
    const { body = {} } = exampleCall(id, solutionProvider);
    const other = { ...(body as object), somethingElse: true };
    const calls: Parts[] = [
      { key: 'key-1' },
      { key: 'key-1', headers: { 'x-request-id': 'mine-1' } },
      { key: 'key-1', body: other },
      { key: 'key-2', headers: { 'x-request-id': 'mine-2' } },
    ];
    const answers: Made[] = [];
    for (const parts of calls) {
      const answer = await made(rig, id, parts);
      await carried(rig, recordOf(answer));
      answers.push(answer);
    }
    for (const answer of answers) {
      const record = await rig.request(recordOf(answer));
      expect(record).toMatchObject({ status: 200, body: { requestId: recordOf(answer), operation: id } });
      for (const callId of idsOf(answer)) expect(await rig.request(callId)).toMatchObject(record);
    }
  });

  it('of unknown outcome: by the id API Gateway gave, should its own answer have come first', async () => {
    const client = await dynaliteClient();
    const rig = gatewayRig({ client, transport: () => Promise.reject(new Error('gone')) });
    await made(rig, 'request-port-in', { key: 'k', gatewayId: 'gave-up', headers: { 'x-request-id': 'mine' } });
    for (const id of ['gave-up', 'mine'])
      expect(await rig.request(id)).toMatchObject({ status: 200, body: { operation: 'request-port-in' } });
  });

  it('of several calls under one id: the last one’s, before and after the stream has told of them', async () => {
    const clock = fixedClock();
    const rig = rigOver(await dynaliteClient(), clock.now);
    const headers = { 'x-request-id': 'always-this' };
    const first = await made(rig, 'apex-create-quote', { key: 'k', headers });
    clock.advance(1_000);
    const last = await made(rig, 'request-port-in', { key: 'k', headers });
    expect((await rig.request('always-this')).body['requestId']).toBe(recordOf(last));
    for (const one of [last, first]) await carried(rig, recordOf(one));
    expect((await rig.request('always-this')).body['requestId']).toBe(recordOf(last));
    clock.advance(1_000);
    await made(rig, 'apex-create-quote', { key: 'k', headers });
    expect((await rig.request('always-this')).body['requestId']).toBe(recordOf(first));
    await carried(rig, recordOf(last));
    expect((await rig.request('always-this')).body['requestId']).toBe(recordOf(first));
  });

  it('with no more than three requests to the table where the write is tracked', async () => {
    const client = watchedClient(quickClient());
    await made(rigOver(client), 'request-port-in', { key: 'k', headers: { 'x-request-id': 'mine' } });
    expect(client.sent).toEqual(['PutItem', 'UpdateItem', 'BatchWriteItem']);
  });

  it('by the stream alone, though no index shows it', async () => {
    const rig = rigOver(withoutIndexes(quickClient()));
    const answer = await made(rig, 'apex-create-quote', { key: 'k', headers: { 'x-request-id': 'mine' } });
    for (const id of idsOf(answer)) expect((await rig.request(id)).status).toBe(404);
    await carried(rig, recordOf(answer));
    for (const id of idsOf(answer)) expect((await rig.request(id)).body['requestId']).toBe(recordOf(answer));
  });

  it('in a second look, where neither the stream nor an index shows it at the first', async () => {
    const client = quickClient();
    const att = simulatedAtt().transport;
    const answer = await made(rigOver(client), 'apex-create-quote', { key: 'k' });
    const late = gatewayRig({ client: withoutIndexes(client), transport: att });
    const pauses: number[] = [];
    const handler = routeHandler(getRequest, {
      ...late,
      client: withoutIndexes(client),
      pause: async (ms: number) => {
        pauses.push(ms);
        await carried(late, recordOf(answer));
      },
    } as never);
    const event = gatewayEvent({
      method: 'GET',
      path: { requestId: answer.gatewayId },
      caller: { clientId: 'a', solutionProviders: [solutionProvider], scopes: ['tracking:read'] },
    });
    expect((await handler(event, lambdaContext())).statusCode).toBe(200);
    expect(pauses).toEqual([1_000]);
  });
});

describe('no record is found', () => {
  it('by another Solution Provider, by any id', async () => {
    const rig = rigOver(await dynaliteClient());
    const theirs = await made(rig, 'request-port-in', { key: 'k', headers: { 'x-request-id': 'theirs' } });
    for (const id of [recordOf(theirs), ...idsOf(theirs)])
      expect(await rig.request(id, { solutionProvider: 'SP-B' })).toMatchObject({ status: 404, body: { code: 'request-not-found' } }); // prettier-ignore
  });

  it('through an id another Solution Provider uses as well', async () => {
    const rig = rigOver(await dynaliteClient());
    const headers = { 'x-request-id': 'order-1' };
    const ours = await made(rig, 'apex-create-quote', { key: 'k', headers });
    const theirs = await made(rig, 'apex-create-quote', { key: 'k', headers, solutionProvider: 'SP-B' });
    expect((await rig.request('order-1')).body['requestId']).toBe(recordOf(ours));
    expect((await rig.request('order-1', { solutionProvider: 'SP-B' })).body['requestId']).toBe(recordOf(theirs));
  });

  it.each<[string, OperationId, Parts]>([
    ['a read', 'get-port-in', {}],
    ['a dry run', 'request-port-in', { key: 'k', query: { validate: 'true' } }],
    ['a write refused for its form', 'request-port-in', { key: 'k', body: {} }],
    ['a write refused for want of a key', 'request-port-in', {}],
  ])('of %s, and the answer says so', async (_, id, parts) => {
    const rig = rigOver(await dynaliteClient());
    const answer = await made(rig, id, parts);
    expect(answer.headers).not.toHaveProperty('x-request-record');
    for (const callId of idsOf(answer)) {
      const { status, body } = await rig.request(callId);
      expect([status, body['code']]).toEqual([404, 'request-not-found']);
      expect(body['hint']).toContain('A call has none that reads, only checks, or was refused before');
      expect(body['hint']).toContain('does not say that nothing was sent');
      expect(body['hint']).toContain('under the same `Idempotency-Key`');
    }
  });
});

it('a repeat that cannot be named is answered all the same, and the log says so', async () => {
  const client = quickClient();
  const send = (command: Parameters<Client['send']>[0]) =>
    JSON.stringify(command.input).includes('"CALL#') ? Promise.reject(new Error('no')) : client.send(command);
  const rig = rigOver({ send: send as Client['send'] });
  const answers = [
    await made(rig, 'apex-create-quote', { key: 'k' }),
    await made(rig, 'apex-create-quote', { key: 'k' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(rig.log.lines.map(({ message }) => message)).toContain('call-not-named');
});
