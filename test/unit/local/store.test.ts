import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from '#platform/table/table';
import { startStore, tableName } from '../../../tools/local/store';
import type { StoreChange } from '../../../tools/local/store-change';
import { temporaryDirectory } from '../../support/temporary-directory';

type Image = Parameters<typeof unmarshall>[0];

/** The local table over a folder, and what it told of. */
const started = async (dataDir: string | undefined) => {
  const told: StoreChange[] = [];
  const store = await startStore(dataDir, 'key');
  await store.seedGrant('a', { solutionProviders: ['SP-A'], scopes: ['ordering:read'], limits: {} });
  store.watch((change) => told.push(change));
  const credentials = { accessKeyId: 'key', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ region: 'us-east-1', endpoint: store.url, credentials });
  return {
    table: createTable(client, tableName),
    told: () => told.map(({ before, after }) => [before, after].map((image) => image && unmarshall(image as Image))),
    close: async () => {
      client.destroy();
      await store.close();
    },
  };
};

const order = { pk: 'SP#SP-A', sk: 'ORDER#1', n: 1 };

describe('the local table', () => {
  it('tells after a restart of what may not have been told before, and of nothing else', async () => {
    const dataDir = temporaryDirectory('store-');
    const first = await started(dataDir);
    await first.table.put(order);
    expect(first.told()).toEqual([[undefined, order]]);
    await first.close();
    const second = await started(dataDir);
    await second.table.update({ key: { pk: order.pk, sk: order.sk }, add: { n: 1 } });
    expect(second.told()).toEqual([
      [undefined, order],
      [order, { ...order, n: 2 }],
    ]);
    await second.close();
  });
});
