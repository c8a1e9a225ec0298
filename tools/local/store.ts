import { marshall } from '@aws-sdk/util-dynamodb';
import type { Grant } from '#api/grants';
import { clientGrants } from '#platform/table/keys';
import { refusalWithoutKey } from '../loopback/foreign-requests';
import { close, listen, loopback } from '../loopback/listen';
import { tablePath } from './data-dir';
import { ask, untilActive } from './emulated-table';
import { leftBehind } from './left-behind';
import type { DataDir } from './state-file';
import type { StoreChange } from './store-change';
import { createTableInput } from './table-definition';
import { emulator } from './table-emulator';

export const tableName = 'att-partner-gateway-local';

export interface Store {
  /** Of the DynamoDB API. */
  url: string;
  /** Grants, unless the client has a grant already. */
  seedGrant: (clientId: string, grant: Grant) => Promise<void>;
  /**
   * From now on each change is told as the table’s stream tells it: with the item before and after, in order. First what an
   * earlier run has left.
   */
  watch: (watcher: (change: StoreChange) => void) => void;
  close(): Promise<void>;
}

/** DynamoDB with the gateway's table: in memory, or kept in the data folder. */
export const startStore = async (dataDir: DataDir, accessKeyId: string): Promise<Store> => {
  let changed = (_change: StoreChange): void => undefined;
  const { server, store } = emulator({
    path: dataDir === undefined ? undefined : tablePath(dataDir),
    changed: (change) => changed(change),
  });
  const url = `http://${loopback}:${await listen(server, 0, [refusalWithoutKey(accessKeyId)])}`;
  await unlessThere('ResourceInUseException', () => ask(store, 'CreateTable', createTableInput(tableName)));
  await untilActive(store, tableName);
  const left = dataDir === undefined ? [] : await leftBehind(store, tableName);
  return {
    url,
    seedGrant: (clientId, grant) => seedItem(store, { ...clientGrants.key.of({ clientId }), ...grant }),
    watch: (watcher) => {
      changed = watcher;
      for (const change of left.splice(0)) watcher(change);
    },
    close: () => close(server),
  };
};

const seedItem = (store: object, item: Record<string, unknown>): Promise<void> =>
  unlessThere('ConditionalCheckFailedException', () =>
    ask(store, 'PutItem', {
      TableName: tableName,
      Item: marshall(item, { removeUndefinedValues: true }),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );

/** What an earlier run left in the data folder stays as it is. */
const unlessThere = async (errorName: string, make: () => Promise<unknown>): Promise<void> => {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof Error && error.name === errorName)) throw error;
  }
};
