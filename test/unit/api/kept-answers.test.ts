import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import type { Contract } from '#domain/contract/statement';
import { keySecret, keySecretName, answerCipherOf } from '../../support/data-keys';
import { dynaliteClient, tableName, type Client } from '../../support/dynalite-client';
import { fakeSecretsManager, wireAnswer } from '../../support/fakes';
import { gatewayRig, type GatewayRig } from '../../support/gateway-rig';
import { makeUpDate } from '../../support/made-up-date';
import { portOrderOf } from '../../support/tincan';

const contract: Contract = {
  'request-port-in': {
    request: { members: { '/subscriberNumber': '/order/ctn' }, secretMembers: ['/losingCarrier/passcode'] },
    answer: {
      members: { '/id': '/order/orderNo', '/state': '/order/status' },
      done: [{ '/result': ['OK'] }],
      refused: [{ '/Fault': true }],
    },
  },
};

/** Of the request, of the credentials, and under a name that says so. */
const secrets = /482913|900012345|canary-secret-1234|CANARY77Q/;
const said = 'passcode 482913 of acct 900012345';

const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html' };
const page = `<html><body><h1>Bad Gateway</h1><p>${said}</p><pin>CANARY77Q</pin></body></html>`;
const shown =
  '<html><body><h1>Bad Gateway</h1><p>passcode [secret] of acct [secret]</p><pin>[secret]</pin></body></html>';
const order = { orderNo: '7', status: 'SUBMITTED' };

interface Kind {
  answer: WireAnswer | TransportError;
  kept: object;
}

const broken = (failure: 'timeout' | 'truncated' | 'too-large', text: string, headers = json): TransportError =>
  new TransportError(failure, true, { received: { status: 200, headers, text } });

/** Every kind of answer to a write that nobody can judge, with what its owner is shown of it. */
const kinds: Record<string, Kind> = {
  'a page of a gateway in front of AT&T': {
    answer: wireAnswer(502, page, html),
    kept: { status: 502, contentType: 'text/html', body: shown },
  },
  'a failure in JSON': {
    answer: wireAnswer(500, { error: { message: said, accountPin: 'CANARY77Q' } }, json),
    kept: {
      ...{ status: 500, contentType: 'application/json' },
      body: { error: { message: 'passcode [secret] of acct [secret]', accountPin: '[secret]' } },
    },
  },
  'JSON in another shape': {
    answer: wireAnswer(200, '{"portOrder":{"number":7700000100000000207,"echo":"482913","pin":1234}}', json),
    kept: { status: 200, body: { portOrder: { number: 7700000100000000207, echo: '[secret]', pin: '[secret]' } } },
  },
  'words that nobody knows': {
    answer: wireAnswer(200, { result: 'SPLENDID', order }),
    kept: { status: 200, body: { result: 'SPLENDID', order } },
  },
  'done, without the id': {
    answer: wireAnswer(200, { result: 'OK' }),
    kept: { status: 200, body: { result: 'OK' } },
  },
  'one that contradicts itself': {
    answer: wireAnswer(200, { result: 'OK', order, Fault: { faultstring: 'No.' } }),
    kept: { status: 200, body: { result: 'OK', order, Fault: { faultstring: 'No.' } } },
  },
  'a success under a status of failure': {
    answer: wireAnswer(400, { result: 'OK', order }),
    kept: { status: 400, body: { result: 'OK', order } },
  },
  'not now': {
    answer: wireAnswer(503, { message: 'Try again later' }, { 'retry-after': '9' }),
    kept: { status: 503, body: { message: 'Try again later' } },
  },
  'nothing at all': { answer: wireAnswer(200, ''), kept: { status: 200, body: '' } },
  'one that is not there in time': {
    answer: broken('timeout', '{"result":"OK","losingCarrier":{"passcode":"482913"},"order":{"orderNo":"77'),
    kept: { status: 200, isCut: true, body: { result: 'OK', losingCarrier: { passcode: '[secret]' }, order: {} } },
  },
  'a page that breaks off in a credential': {
    answer: broken('truncated', '<html><p>No caller has the key canary-secret-12', html),
    kept: { status: 200, isCut: true, body: '<html><p>No caller has the key ' },
  },
  'one that is too large': {
    answer: broken('too-large', `{"result":"OK","lines":[${'{"a":"b"},'.repeat(10_000)}`),
    kept: { status: 200, isCut: true },
  },
  'a long one': {
    answer: wireAnswer(500, { message: 'No.', trace: Array.from({ length: 5_000 }, (_, line) => ({ line })) }),
    kept: { status: 500, isCut: true, body: { message: 'No.' } },
  },
};

let client: Client;
beforeAll(async () => {
  makeUpDate();
  client = await dynaliteClient();
});
afterAll(() => jest.useRealTimers());

const wire: { answer: WireAnswer | TransportError } = { answer: wireAnswer(200, '') };
const transport: Transport = () =>
  wire.answer instanceof TransportError ? Promise.reject(wire.answer) : Promise.resolve(wire.answer);
const credentials = () =>
  Promise.resolve({ current: { clientId: 'canary-id-1234', clientSecret: 'canary-secret-1234' } });
const rigWith = (options: Partial<Parameters<typeof gatewayRig>[0]> = {}): GatewayRig =>
  gatewayRig({ client, transport, contract, credentials, ...options });

let number = 2_125_550_100;
const portIn = async (rig: GatewayRig, answer: Kind['answer']) => {
  wire.answer = answer;
  const body = portOrderOf(String((number += 1)));
  const response = await rig.call('request-port-in', { body, key: `k-${number}` });
  return { response, requestId: String(response.body['requestId']) };
};

describe.each(Object.entries(kinds))('%s', (_, { answer, kept }) => {
  it('leaves the outcome unknown, and is shown to its owner without a secret, and to nobody else', async () => {
    const rig = rigWith();
    const { response, requestId } = await portIn(rig, answer);
    expect(response).toMatchObject({ status: 202, body: { outcome: 'unknown' } });
    expect(response.body).not.toHaveProperty('upstreamAnswer');

    const { body } = await rig.request(requestId);
    expect(body['upstreamAnswer']).toMatchObject({ ...kept, receivedAt: body['finishedAt'] });
    expect((await rig.request(requestId, { solutionProvider: 'SP-B' })).status).toBe(404);

    expect(JSON.stringify([body, rig.log.lines, rig.metrics.emitted])).not.toMatch(secrets);
    expect(JSON.stringify([rig.log.lines, rig.metrics.emitted])).not.toMatch(
      /SPLENDID|Bad Gateway|7700000100000000207/,
    );
  });

  it('is stored sealed, as long as its record, and takes at most 16 KB', async () => {
    const { requestId } = await portIn(rigWith(), answer);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
    const item = Items.find(({ pk }) => pk?.S === `REQUEST#${requestId}`)!;
    expect(item['upstreamAnswer']?.M?.['sealed']?.B?.length).toBeLessThanOrEqual(16_384 + 28);
    const texts = JSON.stringify(Items, (__, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(texts).not.toMatch(/SPLENDID|Bad Gateway|Try again later/);
    expect(texts).not.toMatch(secrets);
  });
});

it('is kept without its digits being changed', async () => {
  const rig = rigWith();
  const { requestId } = await portIn(rig, kinds['JSON in another shape']!.answer);
  expect((await rig.request(requestId)).text).toContain('"number":7700000100000000207');
});

it('is nothing where AT&T said nothing', async () => {
  const rig = rigWith();
  const { requestId } = await portIn(rig, new TransportError('timeout', true));
  const { body } = await rig.request(requestId);
  expect(body['outcome']).toBe('unknown');
  expect(body).not.toHaveProperty('upstreamAnswer');
});

it('is not kept of a call whose answer is understood', async () => {
  const rig = rigWith();
  const { response } = await portIn(rig, wireAnswer(200, { result: 'OK', order: { orderNo: 8, status: 'SUBMITTED' } }));
  const address = String(response.headers['x-request-record']);
  const { body } = await rig.request(address.slice(address.lastIndexOf('/') + 1));
  expect(body).toMatchObject({ outcome: 'succeeded', answer: { status: 200 } });
  expect(body).not.toHaveProperty('upstreamAnswer');
});

describe('when it cannot be sealed', () => {
  it.each([
    ['there is no key', { answerCipher: answerCipherOf(fakeSecretsManager({})) }],
    [
      'the key does not come in time',
      { answerCipher: { ...answerCipherOf(), seal: () => new Promise<never>(() => undefined) } },
    ],
  ])('because %s, the outcome is recorded all the same, and it is logged', async (_, options) => {
    const rig = rigWith(options);
    const { response, requestId } = await portIn(rig, kinds['a failure in JSON']!.answer);
    expect(response.status).toBe(202);
    expect((await rig.request(requestId)).body).toMatchObject({
      outcome: 'unknown',
      evidence: [expect.stringContaining('500')],
    });
    expect(rig.log.lines).toContainEqual(expect.objectContaining({ message: 'upstream-answer-not-kept' }));
  });
});

it('is opened with the key it was sealed with after a rotation', async () => {
  const { requestId } = await portIn(rigWith(), kinds['words that nobody knows']!.answer);
  const rotated = fakeSecretsManager({ [keySecretName('answers')]: keySecret('2', ['1']) });
  const { body } = await rigWith({ answerCipher: answerCipherOf(rotated) }).request(requestId);
  expect(body['upstreamAnswer']).toMatchObject({ body: { result: 'SPLENDID' } });
});

it('whose key is gone is shown without its text, and its record as ever', async () => {
  const { requestId } = await portIn(rigWith(), kinds['words that nobody knows']!.answer);
  const rig = rigWith({
    answerCipher: answerCipherOf(fakeSecretsManager({ [keySecretName('answers')]: keySecret('2') })),
  });
  const { body } = await rig.request(requestId);
  expect(body).toMatchObject({ outcome: 'unknown', upstreamAnswer: { status: 200 } });
  expect(body['upstreamAnswer']).not.toHaveProperty('body');
  expect(rig.log.lines).toContainEqual(expect.objectContaining({ message: 'upstream-answer-not-opened' }));
});
