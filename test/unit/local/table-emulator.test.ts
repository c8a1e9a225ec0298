import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { queryObjects } from 'node:v8';
import { AbstractValueIterator } from 'abstract-level';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, type Item } from '#platform/table/table';
import { createTableInput } from '../../../tools/local/table-definition';
import { tableEmulator } from '../../../tools/local/table-emulator';
import { temporaryDirectory } from '../../support/temporary-directory';

const startedIn = async (path: string | undefined) => {
  const server = tableEmulator(path).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new CreateTableCommand(createTableInput('table')));
  const close = async (): Promise<void> => {
    client.destroy();
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return { table: createTable(client, 'table'), close };
};

const openReads = (): number => queryObjects(AbstractValueIterator, { format: 'count' });

describe.each([
  ['in memory', () => undefined],
  ['on disk', () => temporaryDirectory('table-emulator-')],
])('the local table %s', (_where, pathOf) => {
  it('keeps no read open, whether it was read to its end or not', async () => {
    const { table, close } = await startedIn(pathOf());
    await table.putAll(Array.from({ length: 20 }, (_, index): Item => ({ pk: 'SP#a', sk: `ORDER#${index}` })));
    const read = async (limit: number): Promise<number> =>
      (await table.query({ partition: 'SP#a', limit })).items.length;
    await read(3);
    const before = openReads();
    const counts = new Set<number>();
    for (let index = 0; index < 50; index += 1) counts.add(await read(index % 2 === 0 ? 3 : 100));
    const after = openReads();
    await close();

    expect(counts).toEqual(new Set([3, 20]));
    // The newest may not be collected yet.
    expect(after - before).toBeLessThan(5);
  });
});
