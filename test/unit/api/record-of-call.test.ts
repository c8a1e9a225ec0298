import type { OperationId } from '#operations/registry';
import { exampleCall } from '../../../tools/soak/example-call';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { writes } from '../../support/finding-rig';
import { gatewayRig, solutionProvider, type GatewayRig } from '../../support/gateway-rig';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';

const rigOver = (client: Client = quickClient()) => gatewayRig({ client, transport: simulatedAtt().transport });

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

describe('the record of a write is found by every id its callers were told', () => {
  it.each(writes)('%s: first, again, refused for its body, and under another key', async (id) => {
    const rig = rigOver();
    const { body = {} } = exampleCall(id, solutionProvider);
    const other = { ...(body as object), somethingElse: true };
    const answers = [
      await made(rig, id, { key: 'key-1' }),
      await made(rig, id, { key: 'key-1', headers: { 'x-request-id': 'mine-1' } }),
      await made(rig, id, { key: 'key-1', body: other }),
      await made(rig, id, { key: 'key-2', headers: { 'x-request-id': 'mine-2' } }),
    ];
    for (const answer of answers) {
      const record = await rig.request(recordOf(answer));
      expect(record).toMatchObject({ status: 200, body: { requestId: recordOf(answer), operation: id } });
      for (const callId of idsOf(answer)) expect(await rig.request(callId)).toMatchObject(record);
    }
  });

  it('of unknown outcome: by the id API Gateway gave, should its own answer have come first', async () => {
    const rig = gatewayRig({ client: quickClient(), transport: () => Promise.reject(new Error('gone')) });
    await made(rig, 'request-port-in', { key: 'k', gatewayId: 'gave-up', headers: { 'x-request-id': 'mine' } });
    for (const id of ['gave-up', 'mine'])
      expect(await rig.request(id)).toMatchObject({ status: 200, body: { operation: 'request-port-in' } });
  });

  it('of several calls under one id: the last one’s', async () => {
    const rig = rigOver();
    const headers = { 'x-request-id': 'always-this' };
    await made(rig, 'apex-create-quote', { key: 'k', headers });
    const last = await made(rig, 'request-port-in', { key: 'k', headers });
    expect((await rig.request('always-this')).body['requestId']).toBe(recordOf(last));
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
    const rig = rigOver();
    const answer = await made(rig, id, parts);
    expect(answer.headers).not.toHaveProperty('x-request-record');
    for (const callId of idsOf(answer)) {
      const { status, body } = await rig.request(callId);
      expect([status, body['code']]).toEqual([404, 'request-not-found']);
      expect(body['hint']).toContain('A call has none that reads, only checks, or was refused before');
    }
  });
});

it('a write whose call cannot be named is made all the same, and the log says so', async () => {
  const client = quickClient();
  const send = (command: Parameters<Client['send']>[0]) =>
    JSON.stringify(command.input).includes('"CALL#') ? Promise.reject(new Error('no')) : client.send(command);
  const rig = rigOver({ send: send as Client['send'] });
  const answer = await made(rig, 'apex-create-quote', { key: 'k' });
  expect([answer.status, (await rig.request(recordOf(answer))).status]).toEqual([200, 200]);
  expect(rig.log.lines.map(({ message }) => message)).toContain('call-not-named');
});
