import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Problem } from '#domain/problems/problems';
import type { Condition } from '#platform/table/conditions';
import type { Attributes, DynamoDb } from '#platform/table/dynamo-db';
import {
  conditionExpression,
  keyExpression,
  newScope,
  updateExpression,
  type Aliases,
  type KeyRange,
  type Update,
} from '#platform/table/expressions';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';
import { tableDefinition } from '#platform/table/table-definition';
import type { Item, Key } from '#platform/table/item';

export type { Item, Key };

/** One change of one item. Without a condition an item that is not there is made. */
export interface Change extends Update {
  key: Key;
  condition?: Condition | undefined;
}

export interface ItemQuery extends KeyRange {
  /** The table itself when left out. */
  index?: keyof typeof tableDefinition.indexes;
  limit: number;
  descending?: boolean;
  /** Whether it sees every write that was answered before it. Of the table itself alone. */
  isConsistent?: boolean;
  after?: Item | undefined;
}

export interface QueryPage {
  items: Item[];
  /** Key to go on from; absent at the end. */
  next?: Item;
}

/** The gateway’s one table. Reads of single items are consistent. @throws Problem `service-unavailable` when it cannot be reached */
export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** False when the condition refused it. */
  put(item: Item, condition?: Condition): Promise<boolean>;
  /**
   * All of them, in one request and unconditionally. What the table leaves out of it follows one by one, each unless its
   * condition refuses it by then.
   */
  putAll(items: readonly Item[], ifLeft?: (item: Item) => Condition | undefined): Promise<void>;
  /** The item as it is now, or undefined when the condition refused the change. */
  update(change: Change): Promise<Item | undefined>;
  delete(key: Key, condition?: Condition): Promise<boolean>;
  query(query: ItemQuery): Promise<QueryPage>;
}

/** By the SDK’s client. */
export const createTable = (client: Pick<DynamoDBClient, 'send'>, name: string): Table =>
  tableOver(sdkDynamoDb(client), name);

export const tableOver = (dynamoDb: DynamoDb, TableName: string): Table => {
  const put: Table['put'] = (item, condition) =>
    unlessRefused(() => dynamoDb.putItem({ TableName, Item: toAttributes(item), ...conditional(condition) }));
  return {
    get: (key) =>
      reached(async () => {
        const { Item } = await dynamoDb.getItem({ TableName, Key: keyAttributes(key), ConsistentRead: true });
        return Item && unmarshall(Item);
      }),
    put,
    putAll: async (items, ifLeft) => {
      for (const item of await reached(() => leftOf(dynamoDb, TableName, items))) await put(item, ifLeft?.(item));
    },
    update: (change) =>
      reached(async () => {
        try {
          const { Attributes } = await dynamoDb.updateItem({
            TableName,
            Key: keyAttributes(change.key),
            ...changeOf(change),
            ReturnValues: 'ALL_NEW',
          });
          return unmarshall(Attributes ?? {});
        } catch (error) {
          if (isRefusal(error)) return undefined;
          throw error;
        }
      }),
    delete: (key, condition) =>
      unlessRefused(() => dynamoDb.deleteItem({ TableName, Key: keyAttributes(key), ...conditional(condition) })),
    query: (query) => reached(() => page(dynamoDb, TableName, query)),
  };
};

const toAttributes = (value: object): Attributes => marshall(value, { removeUndefinedValues: true });

const keyAttributes = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } });

/** DynamoDB refuses a list of no names or values. */
const aliased = ({ names, values }: Aliases) => ({
  ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
  ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: toAttributes(values) }),
});

const changeOf = ({ condition, ...update }: Change) => {
  const scope = newScope();
  return {
    UpdateExpression: updateExpression(scope, update),
    ConditionExpression: condition && conditionExpression(scope, condition),
    ...aliased(scope),
  };
};

const conditional = (condition: Condition | undefined) => {
  if (!condition) return {};
  const scope = newScope();
  return { ConditionExpression: conditionExpression(scope, condition), ...aliased(scope) };
};

const reached = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new Problem('service-unavailable', { retryAfterSeconds: 2 }, { cause });
  }
};

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

const unlessRefused = (work: () => Promise<unknown>): Promise<boolean> =>
  reached(async () => {
    try {
      await work();
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw error;
    }
  });

/** Items the table takes in one request. */
const mostInBatch = 25;

/** Puts items in as few requests as can be. @returns those the table did not take */
const leftOf = async (dynamoDb: DynamoDb, table: string, items: readonly Item[]): Promise<readonly Item[]> => {
  const left: Item[] = [];
  for (let start = 0; start < items.length; start += mostInBatch)
    left.push(...(await leftOfBatch(dynamoDb, table, items.slice(start, start + mostInBatch))));
  return left;
};

const leftOfBatch = async (dynamoDb: DynamoDb, table: string, items: readonly Item[]): Promise<readonly Item[]> => {
  const requests = items.map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
  const { UnprocessedItems } = await dynamoDb.batchWriteItem({ RequestItems: { [table]: requests } });
  const left = (UnprocessedItems?.[table] ?? []).map(({ PutRequest }) => unmarshall(PutRequest?.Item ?? {}));
  return items.filter(({ pk, sk }) => left.some((item) => item['pk'] === pk && item['sk'] === sk));
};

const page = async (dynamoDb: DynamoDb, TableName: string, query: ItemQuery): Promise<QueryPage> => {
  const { Items, LastEvaluatedKey } = await dynamoDb.query({
    TableName,
    IndexName: query.index,
    ...keysOf(query),
    Limit: query.limit,
    ScanIndexForward: !query.descending,
    ConsistentRead: query.isConsistent,
    ExclusiveStartKey: query.after && toAttributes(query.after),
  });
  const items = (Items ?? []).map((item) => unmarshall(item));
  return LastEvaluatedKey ? { items, next: unmarshall(LastEvaluatedKey) } : { items };
};

const keysOf = (query: ItemQuery) => {
  const scope = newScope();
  const attributes = query.index === undefined ? tableDefinition.key : tableDefinition.indexes[query.index];
  return { KeyConditionExpression: keyExpression(scope, attributes, query), ...aliased(scope) };
};
