import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AbstractValueIterator } from 'abstract-level';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { createTable, type Item } from '#platform/table/table';
import { createTableInput } from '../../../tools/local/table-definition';
import { tableEmulator } from '../../../tools/local/table-emulator';
import { temporaryDirectory } from '../../support/temporary-directory';

const startedIn = async (path: string | undefined) => {
  const server = tableEmulator({ path }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new CreateTableCommand(createTableInput('table')));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.01, maxDelay: 0.1 }, { TableName: 'table' });
  const close = async (): Promise<void> => {
    client.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return { table: createTable(client, 'table'), close };
};

describe.each([
  ['in memory', () => undefined],
  ['on disk', () => temporaryDirectory('table-emulator-')],
])('the local table %s', (_where, pathOf) => {
  it('keeps no read open, whether it was read to its end or not', async () => {
    const { table, close } = await startedIn(pathOf());
    await table.putAll(Array.from({ length: 20 }, (_, index): Item => ({ pk: 'SP#a', sk: `ORDER#${index}` })));
    const read = async (limit: number): Promise<number> =>
      (await table.query({ partition: 'SP#a', limit })).items.length;
    const closed = jest.spyOn(AbstractValueIterator.prototype, 'close');
    const counts = [await read(3), await read(100), await read(20)];
    const closedReads = new Set(closed.mock.contexts).size;
    await close();
    closed.mockRestore();

    expect({ counts, closedReads }).toEqual({ counts: [3, 20, 20], closedReads: 3 });
  });
});
