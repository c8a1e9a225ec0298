import type { RequestListener } from 'node:http';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTableInput } from '../../../../tools/local/table-definition';
import { tableEmulator } from '../../../../tools/local/table-emulator';
import { clientsBy, type Clients } from '../../../support/aws-clients';
import { newItem, stored, stores, type Item, type Store } from '../../../support/aws-stores';
import { keySecret } from '../../../support/data-keys';
import { tableName } from '../../../support/dynalite-client';
import { pairOf } from '../../../support/fakes';
import { awsFault, faultyAws, type Fault, type FaultyAws } from '../../../support/faulty-aws';
import { closeServers } from '../../../support/loopback';

let dynamoDb: FaultyAws;
let secretsManager: FaultyAws;
let states: FaultyAws;
let lambda: FaultyAws;
const invoked: object[] = [];
const secrets: Record<string, string> = {
  'p/SP-A/mobility': JSON.stringify({ current: pairOf('SP-A') }),
  'p/answers': keySecret(),
};

beforeAll(async () => {
  const [emulator] = tableEmulator().listeners('request') as RequestListener[];
  dynamoDb = await faultyAws(emulator!);
  secretsManager = await faultyAws((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { SecretId } = JSON.parse(body) as { SecretId: string };
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ SecretString: secrets[SecretId] }));
    });
  });
  states = await faultyAws((_, response) => {
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"executionArn":"arn:run","startDate":1.5}');
  });
  lambda = await faultyAws(({ url, headers }, response) => {
    const type = headers['x-amz-invocation-type'];
    invoked.push({ url, type });
    if (type === 'Event') response.writeHead(202).end('{}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"kept":true}');
  });
  const client = new DynamoDBClient({
    ...{ endpoint: dynamoDb.url, region: 'us-east-1' },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  client.destroy();
});
afterAll(closeServers);
// Pauses between attempts are a random part of the longest.
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const unusual = 'no answer';

/** What a caller finds, and how often the service was asked. */
const found = async ({ use, given, of }: Store, by: Clients, faults: readonly Fault[]) => {
  const item = newItem();
  await given?.(by, item);
  const aws = { 'dynamo-db': dynamoDb, secrets: secretsManager, states, lambda }[of];
  aws.seen.length = 0;
  aws.next.push(...faults);
  const result = await use(by, item).catch(() => unusual);
  aws.next.length = 0;
  return { result, asked: aws.seen.length, item };
};

const all = (fault: Fault): Fault[] => [fault, fault, fault];
const once = (fault: Fault): Fault[] => [fault];

/** Faults, and whether another attempt is made after one. */
const passing: Record<string, Fault> = {
  'it throttles': awsFault('ProvisionedThroughputExceededException'),
  'it throttles by its status': awsFault('Whatever', 429),
  'it fails': awsFault('InternalServerError', 500),
  'something before it fails, in HTML': { status: 503, body: '<html>busy</html>' },
  'the connection breaks before anything is done': 'broken',
  'its answer is cut off': 'cut',
};
const lasting: Record<string, Fault> = {
  'the token is too old': awsFault('ExpiredTokenException'),
  'it may not be asked': awsFault('AccessDeniedException'),
  'it does not know what is asked': awsFault('ValidationException'),
  'its answer is no JSON': { status: 200, body: '{"SecretString": "made up' },
  'its refusal is no JSON': { status: 400, body: 'made up' },
};

const isSuccess = (fault: Fault): boolean => typeof fault === 'object' && fault.status < 300;

describe.each(Object.entries(clientsBy))('by %s', (_, clientsOf) => {
  const made = (requestMs?: number): Clients =>
    clientsOf({
      ...{ dynamoDbUrl: dynamoDb.url, secretsUrl: secretsManager.url, statesUrl: states.url, lambdaUrl: lambda.url },
      ...(requestMs !== undefined && { requestMs }),
    });
  let by: Clients;
  // A client makes only so many attempts again.
  beforeEach(() => (by = made()));

  describe.each(Object.entries(stores))('%s', (_name, store) => {
    const attempts = store.of === 'secrets' || store.of === 'lambda' ? 2 : 3;
    const { asksMore = 0 } = store;
    const goodAfterAll = (item: Item) => (store.again ?? store.good)(item);

    it('is as the store says', async () => {
      const { result, asked, item } = await found(store, by, []);
      expect({ result, asked }).toEqual({ result: store.good(item), asked: 1 });
    });

    it.each(Object.entries(passing))(
      'is asked for again when %s, and no more often than it may',
      async (_fault, fault) => {
        const one = await found(store, by, once(fault));
        expect({ result: one.result, asked: one.asked }).toEqual({
          result: fault === 'cut' ? goodAfterAll(one.item) : store.good(one.item),
          asked: fault === 'cut' ? 2 + asksMore : 2,
        });
        const every = await found(store, by, all(fault));
        expect({ result: every.result, asked: every.asked }).toEqual({ result: unusual, asked: attempts });
      },
    );

    it('is asked for again when its answer is lost: what was done is done again', async () => {
      const { result, asked, item } = await found(store, by, once('lost'));
      expect({ result, asked }).toEqual({ result: goodAfterAll(item), asked: 2 + asksMore });
    });

    const faults = Object.entries(lasting).filter(([, fault]) => !(store.takesAnyAnswer && isSuccess(fault)));

    it.each(faults)('is not asked for again when %s', async (_fault, fault) => {
      const { result, asked } = await found(store, by, once(fault));
      expect({ result, asked }).toEqual({ result: unusual, asked: 1 });
    });
  });

  it('what is not answered in time is asked for again, and is an error in the end', async () => {
    const store = stores['a read of an item']!;
    const every = await found({ ...store, given: (_by, item) => stored(by, item) }, made(150), all('silent'));
    expect({ result: every.result, asked: every.asked }).toEqual({ result: unusual, asked: 3 });
  });

  it('signs for its service with the session’s token', async () => {
    await found(stores['a read of an item']!, by, []);
    await found(stores['credentials']!, by, []);
    expect([dynamoDb, secretsManager].map(({ seen }) => seen.at(-1))).toMatchObject([
      {
        'x-amz-target': 'DynamoDB_20120810.GetItem',
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-security-token': 'session',
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/us-east-1\/dynamodb\/aws4_request, /,
        ),
      },
      {
        'x-amz-target': 'secretsmanager.GetSecretValue',
        'content-type': 'application/x-amz-json-1.1',
        authorization: expect.stringContaining('/us-east-1/secretsmanager/aws4_request'),
      },
    ]);
  });

  it('names the function Lambda is to invoke, and does not wait for it', async () => {
    invoked.length = 0;
    await found(stores['an invocation that nobody waits for']!, by, []);
    expect(invoked).toEqual([{ url: '/2015-03-31/functions/worker_of-1/invocations', type: 'Event' }]);
    expect(lambda.seen.at(-1)).toMatchObject({
      authorization: expect.stringContaining('/us-east-1/lambda/aws4_request'),
    });
  });

  it('waits for what a function answers, and takes none that failed for one that has answered', async () => {
    const store = stores['a sighting that the keeper keeps']!;
    invoked.length = 0;
    await found(store, by, []);
    expect(invoked).toEqual([{ url: '/2015-03-31/functions/keeper_of-1/invocations', type: 'RequestResponse' }]);
    const headers = { 'x-amz-function-error': 'Unhandled', 'content-type': 'application/json' };
    const failed = { status: 200, body: '{"errorMessage":"made up by the test","kept":true}', headers };
    expect(await found(store, by, [failed])).toMatchObject({ result: unusual, asked: 1 });
    lambda.next.push(failed);
    const thrown: unknown = await by.invoke.RequestResponse('keeper_of-1', {}).catch((error: unknown) => error);
    expect(JSON.stringify([thrown, String(thrown)])).not.toContain('made up');
  });

  it('waits for a function no longer than it may', async () => {
    const store = stores['a sighting that the keeper keeps']!;
    expect(await found(store, made(150), all('silent'))).toMatchObject({ result: unusual, asked: 2 });
  });

  it('an execution that is there already is as good', async () => {
    const fault = awsFault('ExecutionAlreadyExists');
    expect(await found(stores['the start of an execution']!, by, [fault])).toMatchObject({
      result: 'started',
      asked: 1,
    });
    expect(states.seen.at(-1)?.['x-amz-target']).toBe('AWSStepFunctions.StartExecution');
  });

  it('keeps its connection', async () => {
    await by.readSecret('p/answers');
    expect(secretsManager.seen.at(-1)?.connection).toBe('keep-alive');
  });

  it('tells errors by AWS’s names of them, with what AWS says of them', async () => {
    const body = { __type: 'x#TransactionCanceledException', message: 'no', CancellationReasons: [{ Code: 'None' }] };
    dynamoDb.next.push({ status: 400, body: JSON.stringify(body), headers: { 'x-amzn-requestid': 'ID' } });
    await expect(by.dynamoDb.putItem({ TableName: tableName, Item: {} })).rejects.toMatchObject({
      ...{
        name: 'TransactionCanceledException',
        message: 'no',
        CancellationReasons: [{ Code: 'None' }],
        $fault: 'client',
      },
      $metadata: { httpStatusCode: 400, requestId: 'ID' },
    });
  });
});
