import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { itemNotExists } from '#platform/table/conditions';
import { createTable, type Item } from '#platform/table/table';
import { createPublisherFeed } from '../../../tools/local/events/publisher-feed';
import type { StoreChange } from '../../../tools/local/store-change';
import { createTableInput } from '../../../tools/local/table-definition';
import { tableEmulator } from '../../../tools/local/table-emulator';

const open: Server[] = [];
const listen = async (server: Server): Promise<string> => {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A table, and what its stream told. */
const streamed = async () => {
  const told: StoreChange[] = [];
  const endpoint = await listen(tableEmulator({ changed: (change) => told.push(change) }));
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new CreateTableCommand(createTableInput('table')));
  const item = (image: StoreChange['after']): Item | undefined =>
    image && unmarshall(image as Parameters<typeof unmarshall>[0]);
  return {
    table: createTable(client, 'table'),
    changes: () => told.map(({ before, after }) => [item(before), item(after)]),
  };
};

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const key = { pk: 'SP#a', sk: 'ORDER#1' };

describe('the local table’s stream', () => {
  it('tells of every change with the item before and after, and of nothing that was refused', async () => {
    const { table, changes } = await streamed();
    const one = { ...key, n: 1 };
    await table.put(one);
    await table.put(one);
    await table.put({ ...key, n: 5 }, itemNotExists);
    await table.update({ key, add: { n: 1 } });
    await table.putAll([
      { ...key, n: 3 },
      { pk: 'SP#a', sk: 'ORDER#2' },
    ]);
    await table.delete(key);
    expect(changes()).toEqual([
      [undefined, one],
      [one, { ...key, n: 2 }],
      [
        { ...key, n: 2 },
        { ...key, n: 3 },
      ],
      [undefined, { pk: 'SP#a', sk: 'ORDER#2' }],
      [{ ...key, n: 3 }, undefined],
    ]);
  });

  it('tells in order of changes that come at once', async () => {
    const { table, changes } = await streamed();
    await table.put({ ...key, n: 0 });
    const change = { key, add: { n: 1 } };
    await Promise.all(Array.from({ length: 20 }, () => table.update(change)));
    const numbers = changes().map(([, after]) => after?.['n']);
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, index) => index));
  });
});

describe('what feeds the publisher', () => {
  const records = z.object({ Records: z.array(z.object({ dynamodb: z.object({ SequenceNumber: z.string() }) })) });
  const change = (sk: string): StoreChange => ({
    keys: { pk: { S: 'SP#a' }, sk: { S: sk } },
    before: undefined,
    after: { pk: { S: 'SP#a' }, sk: { S: sk } },
  });

  it('goes back to what failed until all is done', async () => {
    const batches: string[][] = [];
    let failures = 2;
    const done = Promise.withResolvers<undefined>();
    const feed = createPublisherFeed((event) => {
      const numbers = records.parse(event).Records.map(({ dynamodb }) => String(Number(dynamodb.SequenceNumber)));
      batches.push(numbers);
      if (failures-- === 2) return Promise.reject(new Error('killed'));
      if (failures === 0) return Promise.resolve({ batchItemFailures: [{ itemIdentifier: '2'.padStart(21, '0') }] });
      done.resolve(undefined);
      return Promise.resolve({ batchItemFailures: [] });
    });
    const silent = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const sk of ['ORDER#1', 'ORDER#2', 'ORDER#3']) feed.changed(change(sk));
    feed.changed({ ...change('GRANT'), keys: { pk: { S: 'CLIENT#a' }, sk: { S: 'GRANT' } } });
    await done.promise;
    silent.mockRestore();
    expect(batches).toEqual([['1', '2', '3'], ['1', '2', '3'], ['2']]);
  });

  it('has writers wait while more waits than it holds, as long as something is told of', async () => {
    const publishing: (() => void)[] = [];
    const feed = createPublisherFeed(
      () => new Promise((resolve) => publishing.push(() => resolve({ batchItemFailures: [] }))),
    );
    for (let number = 0; number < 1_050; number += 1) feed.changed(change(`ORDER#${number}`));
    let isFree = false;
    const room = feed.room().then(() => (isFree = true));
    await sleep(120);
    expect(isFree).toBe(false);
    publishing.shift()!();
    await room;
    expect(publishing.length).toBeLessThanOrEqual(1);
    await feed.room();
  });
});
