import { CreateTableCommand, DynamoDBClient, PutItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Grant } from '#api/grants';
import { within } from '#platform/aws/within';
import { clientGrants } from '#platform/table/keys';
import { refusalWithoutKey } from '../loopback/foreign-requests';
import { close, listen, loopback } from '../loopback/listen';
import { tablePath } from './data-dir';
import type { DataDir } from './state-file';
import { createTableInput } from './table-definition';
import { tableEmulator } from './table-emulator';

export const tableName = 'att-partner-gateway-local';

export interface Store {
  /** Of the DynamoDB API. */
  url: string;
  /** Grants, unless the client has a grant already. */
  seedGrant: (clientId: string, grant: Grant) => Promise<void>;
  close(): Promise<void>;
}

/** DynamoDB with the gateway's table: in memory, or kept in the data folder. */
export const startStore = async (dataDir: DataDir, region: string, accessKeyId: string): Promise<Store> => {
  const server = tableEmulator(dataDir === undefined ? undefined : tablePath(dataDir));
  const url = `http://${loopback}:${await listen(server, 0, [refusalWithoutKey(accessKeyId)])}`;
  const client = new DynamoDBClient({
    region,
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey: 'local' },
    ...within(30_000),
  });
  await createTable(client);
  return {
    url,
    seedGrant: (clientId, grant) => seedItem(client, { ...clientGrants.key.of({ clientId }), ...grant }),
    close: async () => {
      client.destroy();
      await close(server);
    },
  };
};

const createTable = async (client: DynamoDBClient): Promise<void> => {
  await unlessThere('ResourceInUseException', () => client.send(new CreateTableCommand(createTableInput(tableName))));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.01, maxDelay: 0.1 }, { TableName: tableName });
};

const seedItem = (client: DynamoDBClient, item: Record<string, unknown>): Promise<void> =>
  unlessThere('ConditionalCheckFailedException', () =>
    client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );

/** What an earlier run left in the data folder stays as it is. */
const unlessThere = async (errorName: string, make: () => Promise<unknown>): Promise<void> => {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof Error && error.name === errorName)) throw error;
  }
};
