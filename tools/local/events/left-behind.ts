import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bulkWrites, requestRecords, trackedOrders, webhookEndpoints } from '#platform/table/keys';
import { tableName } from '../store';
import type { StoreChange } from './store-stream';

/** What tells its whole story in itself, so that telling it again is safe. */
const toldAgain = [trackedOrders, requestRecords, bulkWrites, webhookEndpoints].map(({ key }) => key.partitionPrefix);

/**
 * Tells of every item an earlier run has left in the data folder, as if it had just come in: its changes may not have been
 * published when that run ended. Only here, where the table is small, is a table scanned.
 */
export const tellOfWhatIsThere = async (client: DynamoDBClient, tell: (change: StoreChange) => void): Promise<void> => {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) {
    for (const item of Items) {
      const { pk, sk } = item;
      if (pk && sk && toldAgain.some((prefix) => pk.S?.startsWith(prefix)))
        tell({ keys: { pk, sk }, before: undefined, after: item });
    }
  }
};
