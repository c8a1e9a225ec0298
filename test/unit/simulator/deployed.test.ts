import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import dynalite from 'dynalite';
import * as z from 'zod';
import { documented } from '#operations/alliance-look-up-end-customer/examples';
import { within } from '#platform/aws/within';
import { answering, type Event } from '../../../tools/deployed-simulator/answer-event';
import type { Memory, Remembered } from '../../../tools/deployed-simulator/memory';
import { bundleSimulator } from '../../../tools/deployed-simulator/simulator-stack';
import { close, listen, loopback } from '../../../tools/loopback/listen';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { startSimulator, type Simulator } from '../../../tools/simulator/simulator';
import { temporaryDirectory } from '../../support/temporary-directory';

const word = 'a-word-nobody-can-guess';
const { clientId, clientSecret } = demoCredentials('ordering-alliance', '10067');

/** As an HTTP API, or a function URL, hands a request over. */
const event = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Event => ({
  rawPath: `/${word}${path}`,
  rawQueryString: '',
  headers: { host: 'abc.execute-api.us-east-1.amazonaws.com', 'content-type': 'application/json', ...headers },
  requestContext: { http: { method } },
  isBase64Encoded: body !== undefined,
  ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
});

const lookUp = (): Event => {
  const headers = { client_id: clientId, client_secret: clientSecret, 'x-trace-id': 'trace-1' };
  const [sample] = documented.examples;
  return event('POST', '/end-customer/customerAccountLookup', sample.request.body, headers);
};
const requests = (): Event => event('GET', '/__sim/requests');

const simulators: Simulator[] = [];
const start = async () => {
  const simulator = await startSimulator();
  simulators.push(simulator);
  return simulator;
};
afterAll(() => Promise.all(simulators.map((one) => one.close())));

const sharedMemory = (): Memory => {
  let kept: { remembered: Remembered; version: number } | undefined;
  return {
    read: () => Promise.resolve(structuredClone(kept)),
    replace: (remembered, version) => {
      if ((kept?.version ?? 0) !== version) return Promise.resolve(false);
      kept = { remembered: structuredClone(remembered), version: version + 1 };
      return Promise.resolve(true);
    },
  };
};

const parsed = (body: string | undefined): unknown => JSON.parse(body ?? '');
const paths = (body: string | undefined) =>
  z
    .array(z.looseObject({ path: z.string() }))
    .parse(parsed(body))
    .map(({ path }) => path);

describe('the simulator behind an API of AWS', () => {
  it('answers nobody who does not know the word, and remembers nothing of it', async () => {
    const memory = sharedMemory();
    const answer = answering({ memory, word, start });
    for (const rawPath of ['/', '/__sim/requests', '/another-word/__sim/requests', `/${word}x/__sim/requests`])
      expect(await answer({ ...requests(), rawPath })).toMatchObject({ statusCode: 404 });
    expect(await memory.read()).toBeUndefined();
  });

  it('remembers in one instance what another was asked, also when they are asked together', async () => {
    const memory = sharedMemory();
    const [one, other] = [answering({ memory, word, start }), answering({ memory, word, start })];
    const answers = await Promise.all([one(lookUp()), other(lookUp())]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(paths((await one(requests())).body)).toHaveLength(2);
    expect(paths((await other(requests())).body)).toHaveLength(2);
    await other(event('POST', '/__sim/reset', {}));
    expect(paths((await one(requests())).body)).toEqual([]);
  });

  it('is a partner’s endpoint too: answers challenges, and shows what came', async () => {
    const answer = answering({ memory: sharedMemory(), word, start });
    const challenged = await answer(event('POST', '/__webhooks', { challenge: 'c-1' }));
    expect(parsed(challenged.body)).toEqual({ challenge: 'c-1' });
    await answer(event('POST', '/__webhooks', { id: 'evt-1' }, { 'webhook-id': 'evt-1' }));
    expect(parsed((await answer(event('GET', '/__webhooks'))).body)).toEqual([
      { headers: expect.objectContaining({ 'webhook-id': 'evt-1' }), body: '{"id":"evt-1"}' },
    ]);
  });
});

it('runs as it is bundled for Lambda, in one process after another, over one table', async () => {
  const server = createServer(dynalite({ createTableMs: 0 }).listeners('request')[0] as never);
  const endpoint = `http://${loopback}:${await listen(server, 0)}`;
  const access = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: access, ...within(5_000) });
  await client.send(
    new CreateTableCommand({
      TableName: 'simulator',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const folder = bundleSimulator(temporaryDirectory('deployed-simulator-'));
  const inProcess = async (asked: Event) => {
    const script = `require(process.argv[1]).handler(JSON.parse(process.argv[2])).then((one) => { console.log(JSON.stringify(one)); process.exit(0); });`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['-e', script, `${folder}/index.js`, JSON.stringify(asked)],
      {
        env: {
          TABLE: 'simulator',
          WORD: word,
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_ENDPOINT_URL: endpoint,
        },
      },
    );
    return z.object({ statusCode: z.number(), body: z.string() }).parse(parsed(stdout));
  };
  const answered = await inProcess(lookUp());
  expect([answered.statusCode, parsed(answered.body)]).toEqual([200, documented.examples[0].answer.body]);
  expect(paths((await inProcess(requests())).body)).toEqual(['/end-customer/customerAccountLookup']);
  client.destroy();
  await close(server);
});
