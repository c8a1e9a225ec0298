import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as clients from '#entry/aws-clients';

const { dynamoDbAs, secretsManagerAs, ...once } = clients;

const limitsMs: Record<keyof typeof once, number> = {
  dynamoDb: 1_000,
  secretsManager: 3_000,
  stepFunctions: 3_000,
  eventBridge: 3_000,
  sqs: 3_000,
  lambda: 32_000,
};

beforeAll(() => {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
});

describe.each(Object.entries(once))('the client %s', (name, client) => {
  it('is made once, and gives up on a request after a time that is stated', async () => {
    expect(client()).toBe(client());
    const { configProvider } = client().config.requestHandler as unknown as { configProvider: Promise<object> };
    expect(await configProvider).toMatchObject({
      requestTimeout: limitsMs[name as keyof typeof limitsMs],
      throwOnRequestTimeout: true,
    });
  });
});

it.each([
  ['dynamoDb', dynamoDbAs],
  ['secretsManager', secretsManagerAs],
] as const)('the client %s has the same limit, whoever it asks as', async (name, clientAs) => {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'made up' };
  const { config } = clientAs(() => Promise.resolve(credentials));
  const { configProvider } = config.requestHandler as unknown as { configProvider: Promise<object> };
  expect(await configProvider).toMatchObject({ requestTimeout: limitsMs[name], throwOnRequestTimeout: true });
  expect(await config.credentials()).toMatchObject(credentials);
});

it('a request that hangs fails, it does not wait for ever', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = `http://127.0.0.1:${port}`;
  const client = clients.dynamoDb();
  try {
    const asked = client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }));
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
  } finally {
    client.destroy();
    server.close();
    server.closeAllConnections();
  }
});
