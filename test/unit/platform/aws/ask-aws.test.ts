import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAskAws } from '#platform/aws/ask-aws';
import { awsEnvironmentOf } from '#platform/aws/aws-environment';
import { secretsManager } from '#platform/aws/protocols';
import { clientsBy } from '../../../support/aws-clients';
import { awsFault, faultyAws, type Fault, type FaultyAws } from '../../../support/faulty-aws';
import { closeServers } from '../../../support/loopback';

let aws: FaultyAws;
beforeAll(async () => {
  aws = await faultyAws((request, response) => void request.resume().on('end', () => response.end('{}')));
});
afterAll(closeServers);
afterEach(() => {
  aws.next.length = aws.seen.length = 0;
  jest.restoreAllMocks();
});

/** Asks for an item. @returns how often the service was asked, and whether it answered in the end */
const asked = async (by: keyof typeof clientsBy, faults: readonly Fault[]) => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
  const { dynamoDb } = clientsBy[by]({ dynamoDbUrl: aws.url, secretsUrl: aws.url });
  aws.seen.length = 0;
  aws.next = [...faults];
  const isGood = await dynamoDb.getItem({ TableName: 't', Key: {} }).then(
    () => true,
    () => false,
  );
  return { isGood, times: aws.seen.length };
};

/** Every name the SDK knows errors by that it tries again after, or corrects its clock after. */
const sdkCore = join(__dirname, '../../../../node_modules/@smithy/core');
const classification = join(sdkCore, 'dist-es/submodules/retry/service-error-classification/constants.js');
const names = [...readFileSync(classification, 'utf8').matchAll(/"(\w+)"/g)].map(([, name]) => name!);

describe('whether another attempt is made', () => {
  it.each([...names, 'ConditionalCheckFailedException', 'ExpiredTokenException', 'Made.Up'])(
    'after %s is as with the SDK',
    async (name) => {
      const fault = awsFault(name);
      const [sdk, lean] = [
        await asked('the SDK’s client', [fault, fault]),
        await asked('the lean client', [fault, fault]),
      ];
      expect(lean).toEqual(sdk);
    },
  );

  it.each([301, 400, 403, 404, 408, 429, 500, 501, 502, 503, 504, 505])(
    'after status %i is as with the SDK',
    async (status) => {
      const fault = awsFault('Whatever', status);
      const [sdk, lean] = [
        await asked('the SDK’s client', [fault, fault]),
        await asked('the lean client', [fault, fault]),
      ];
      expect(lean).toEqual(sdk);
    },
  );
});

describe.each(['the SDK’s client', 'the lean client'] as const)('the clock of %s', (by) => {
  const aheadMs = 600_000;
  /** Refuses what is signed at another time than the service’s, which is ten minutes ahead. */
  const strict: Fault = ({ 'x-amz-date': date = '' }) => {
    const [year, month, day, hour, minute, second] = String(date).match(/\d\d/g)!.slice(1);
    const signedAt = Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    const time = Date.now() + aheadMs;
    if (Math.abs(signedAt - time) < 300_000) return undefined;
    return awsFault('InvalidSignatureException', 400, { date: new Date(time).toUTCString() }) as object as never;
  };

  it('is put right by what the service says the time is', async () => {
    expect(await asked(by, [strict, strict])).toEqual({ isGood: true, times: 2 });
  });

  it('is not what a refused signature is about when it is right', async () => {
    const date = new Date().toUTCString();
    expect(await asked(by, [awsFault('InvalidSignatureException', 400, { date })])).toEqual({
      isGood: false,
      times: 1,
    });
  });
});

const environment = () =>
  awsEnvironmentOf({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'made up',
    AWS_SECRET_ACCESS_KEY: 'made up',
    AWS_ENDPOINT_URL: aws.url,
  });

/** A client whose pauses are the longest there are, and take no time but by its clock. */
const patient = (parts: Partial<Parameters<typeof createAskAws>[0]> = {}) => {
  let time = Date.now();
  const pauses: number[] = [];
  const ask = createAskAws({
    ...{ protocol: secretsManager, environment, attempts: 3, connectMs: 5_000, requestMs: 5_000, totalMs: 60_000 },
    now: () => time,
    pause: (ms) => {
      pauses.push(ms);
      time += ms;
      return Promise.resolve();
    },
    random: () => 1,
    ...parts,
  });
  return { ask, pauses };
};

describe('pauses between attempts', () => {
  it.each<[string, Fault, number[]]>([
    ['grow, and are short when something broke', awsFault('InternalServerError', 500), [50, 100]],
    ['are longer when the service throttles', awsFault('ThrottlingException'), [1_000, 2_000]],
    ['are as long as the service asks for', awsFault('X', 503, { 'x-amz-retry-after': '700' }), [700, 700]],
    [
      'are not much longer than usual, whatever it asks for',
      awsFault('X', 503, { 'x-amz-retry-after': '9e9' }),
      [5_050, 5_100],
    ],
  ])('%s', async (_, fault, expected) => {
    const { ask, pauses } = patient();
    aws.next.push(fault, fault, fault);
    await expect(ask('GetSecretValue', {})).rejects.toThrow();
    expect(pauses).toEqual(expected);
  });

  it('are none that would not end in time', async () => {
    const { ask, pauses } = patient({ totalMs: 1_500 });
    aws.next.push(awsFault('ThrottlingException'), awsFault('ThrottlingException'), awsFault('ThrottlingException'));
    await expect(ask('GetSecretValue', {})).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect({ pauses, asked: aws.seen.length }).toEqual({ pauses: [1_000], asked: 2 });
  });
});

it('a service that fails for long is not asked again at once for ever', async () => {
  const { ask } = patient();
  const times: number[] = [];
  for (let call = 0; call < 20; call += 1) {
    aws.seen.length = 0;
    aws.next.push(...Array<Fault>(3).fill(awsFault('InternalServerError', 500)));
    await expect(ask('GetSecretValue', {})).rejects.toThrow();
    times.push(aws.seen.length);
    aws.next.length = 0;
  }
  expect([times.at(0), times.at(-1)]).toEqual([3, 1]);
  for (let call = 0; call < 20; call += 1) await ask('GetSecretValue', {});
  aws.seen.length = 0;
  aws.next.push(awsFault('InternalServerError', 500));
  await ask('GetSecretValue', {});
  expect(aws.seen).toHaveLength(2);
});

it('nothing of an answer that is no JSON is in the error: it may be a secret', async () => {
  const { ask } = patient();
  aws.next.push({ status: 200, body: '{"SecretString": canary' });
  const error: unknown = await ask('GetSecretValue', {}).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'SyntaxError', $metadata: { httpStatusCode: 200 } });
  expect(`${String(error)} ${(error as Error).stack}`).not.toContain('canary');
});

it('an answer that comes in part and goes no further is given up', async () => {
  const { ask } = patient({ attempts: 1, requestMs: 100 });
  aws.next.push('stalled');
  await expect(ask('GetSecretValue', {})).rejects.toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
});
