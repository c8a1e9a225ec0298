import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { startStore, tableName } from '../../tools/local/store';

/** Run under a limit of the size of files: writes items one after the other and prints the numbers of those that were taken. */
const [dataDir = '', items = ''] = process.argv.slice(2);
const store = await startStore(dataDir, 'local');
const client = new DynamoDBClient({
  region: 'us-east-1',
  endpoint: store.url,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});
const taken: number[] = [];
const failures = new Set<string>();
for (let number = 0; number < Number(items); number += 1) {
  const item = { pk: 'SP#a', sk: `ITEM#${number}`, openPk: 'OPEN#a', openSk: `${number}`, text: 'x'.repeat(1000) };
  await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) })).then(
    () => taken.push(number),
    (error: unknown) => failures.add(error instanceof Error ? error.name : String(error)),
  );
}
client.destroy();
await store.close();
process.stdout.write(JSON.stringify({ taken, failures: [...failures] }));
