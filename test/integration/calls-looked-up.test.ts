import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { operationById } from '#operations/registry';
import { createTable } from '#platform/table/table';
import { createRequestStore } from '#requests/request-store';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { exampleCall } from '../../tools/soak/example-call';
import { tableName } from '../../tools/local/store';

jest.setTimeout(60_000);

const client = 'demo-single';
let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway();
});
afterAll(() => gateway.remove());

const get = (path: string) => gateway.call({ method: 'GET', client, path });

/** The table as it stands, for what no route tells. */
const requestsIn = ({ operator }: LocalGateway) => {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_ACCESS_KEY_ID: accessKeyId = '' } = operator;
  const secretAccessKey = operator['AWS_SECRET_ACCESS_KEY'] ?? '';
  const dynamoDb = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: endpoint!,
    credentials: { accessKeyId, secretAccessKey },
  });
  return createRequestStore(createTable(dynamoDb, tableName), Date.now);
};

describe('a write whose caller knows nothing but the id of its call', () => {
  it('is found by it at once, and the stream has the call lead to it', async () => {
    const { solutionProviders } = gateway.clients.find(({ clientId }) => clientId === client)!;
    const solutionProvider = solutionProviders[0]!;
    const { body } = exampleCall('alliance-create-quote', solutionProvider);
    const headers = { 'x-request-id': 'lost-1', 'idempotency-key': 'k-1' };
    const { path } = operationById('alliance-create-quote');
    const answer = await gateway.call({ client, path, body, headers });
    const record = answer.headers.get('x-request-record')!;
    expect([answer.status, (await get('/v1/requests/lost-1')).text]).toEqual([
      200,
      (await gateway.call({ client, method: 'GET', link: record })).text,
    ]);
    const requests = requestsIn(gateway);
    for (let tries = 0; tries < 50 && !(await requests.findBy(solutionProvider, 'lost-1')); tries += 1)
      await sleep(200);
    expect(record).toMatch(/\/v1\/requests\/req_/);
    expect(record.split('/').at(-1)).toBe((await requests.findBy(solutionProvider, 'lost-1'))?.requestId);
  });

  it('and is not there, says only what is safe, and not before the stream had time', async () => {
    const startedAt = performance.now();
    const { status, json } = await get('/v1/requests/never-made');
    expect(performance.now() - startedAt).toBeGreaterThan(990);
    expect(status).toBe(404);
    expect(json).toMatchObject({
      code: 'request-not-found',
      hint: expect.stringContaining('does not say that nothing was sent') as unknown,
    });
  });
});
