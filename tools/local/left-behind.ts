import * as z from 'zod';
import { bulkWrites, requestRecords, trackedOrders, webhookEndpoints } from '#platform/table/keys';
import { ask } from './emulated-table';
import type { StoreChange } from './store-change';

/** What tells its whole story in itself, so that telling it again is safe. */
const toldAgain = [trackedOrders, requestRecords, bulkWrites, webhookEndpoints].map(({ key }) => key.partitionPrefix);

const stringAttribute = z.object({ S: z.string() });
const page = z.object({
  Items: z.array(z.looseObject({ pk: stringAttribute, sk: stringAttribute })),
  LastEvaluatedKey: z.looseObject({}).optional(),
});

/**
 * Every item an earlier run has left in the table, as if it had just come in: its changes may not have been published when
 * that run ended. Only here, where the table is small, is a table scanned.
 */
export const leftBehind = async (store: object, table: string): Promise<StoreChange[]> => {
  const found: StoreChange[] = [];
  let from: object | undefined;
  do {
    const answer = await ask(store, 'Scan', { TableName: table, ExclusiveStartKey: from });
    const { Items, LastEvaluatedKey } = page.parse(answer);
    for (const item of Items) {
      const { pk, sk } = item;
      if (toldAgain.some((prefix) => pk.S.startsWith(prefix))) found.push({ keys: { pk, sk }, after: item });
    }
    from = LastEvaluatedKey;
  } while (from);
  return found;
};
