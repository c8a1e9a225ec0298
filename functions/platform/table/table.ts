import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Problem } from '#domain/problems/problems';

export interface Key {
  pk: string;
  sk: string;
}
export type Item = Record<string, unknown>;

/** A condition in DynamoDB's expression language with the names and values it uses. */
export interface Condition {
  expression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
}

/** `update` and `condition` share one set of names and values. */
export interface Change {
  key: Key;
  update: string;
  condition?: string;
  names: Record<string, string>;
  values: Record<string, unknown>;
}

export interface ItemQuery {
  index?: string;
  condition: string;
  filter?: string;
  names?: Record<string, string>;
  values: Record<string, unknown>;
  limit: number;
  descending?: boolean;
  after?: Item;
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
  /** All of them, in one request, unconditionally. */
  putAll(items: readonly Item[]): Promise<void>;
  /** The item as it is now, or undefined when the condition refused the change. */
  update(change: Change): Promise<Item | undefined>;
  delete(key: Key, condition?: Condition): Promise<boolean>;
  query(query: ItemQuery): Promise<QueryPage>;
}

export const createTable = (client: Pick<DynamoDBClient, 'send'>, name: string): Table => {
  const TableName = name;
  return {
    get: (key) =>
      reached(async () => {
        const { Item } = await client.send(
          new GetItemCommand({ TableName, Key: toAttributes(key), ConsistentRead: true }),
        );
        return Item && unmarshall(Item);
      }),
    put: (item, condition) =>
      unlessRefused(() =>
        client.send(new PutItemCommand({ TableName, Item: toAttributes(item), ...conditional(condition) })),
      ),
    putAll: (items) => reached(() => putUntilDone(client, TableName, items)),
    update: ({ key, update, condition, names, values }) =>
      reached(async () => {
        try {
          const { Attributes } = await client.send(
            new UpdateItemCommand({
              TableName,
              Key: toAttributes(key),
              UpdateExpression: update,
              ConditionExpression: condition,
              // DynamoDB refuses a list of no names.
              ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
              ExpressionAttributeValues: toAttributes(values),
              ReturnValues: 'ALL_NEW',
            }),
          );
          return unmarshall(Attributes ?? {});
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return undefined;
          throw error;
        }
      }),
    delete: (key, condition) =>
      unlessRefused(() =>
        client.send(new DeleteItemCommand({ TableName, Key: toAttributes(key), ...conditional(condition) })),
      ),
    query: (query) => reached(() => page(client, TableName, query)),
  };
};

const toAttributes = (value: object): Record<string, AttributeValue> =>
  marshall(value, { removeUndefinedValues: true });

const conditional = (condition: Condition | undefined) =>
  condition && {
    ConditionExpression: condition.expression,
    ...(condition.names && { ExpressionAttributeNames: condition.names }),
    ...(condition.values && { ExpressionAttributeValues: toAttributes(condition.values) }),
  };

const reached = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new Problem('service-unavailable', { retryAfterSeconds: 2 }, { cause });
  }
};

const unlessRefused = (work: () => Promise<unknown>): Promise<boolean> =>
  reached(async () => {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  });

const mostBatches = 5;
const batchPauseMs = 50;

const putUntilDone = async (
  client: Pick<DynamoDBClient, 'send'>,
  table: string,
  items: readonly Item[],
): Promise<void> => {
  let left = items.map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
  for (let attempts = 0; left.length > 0; attempts += 1) {
    if (attempts === mostBatches) throw new Error('the table did not take every item');
    // What is left over was throttled, and would be again at once.
    if (attempts > 0) await sleep(Math.random() * batchPauseMs * 2 ** attempts);
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
    left = (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) =>
      PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
    );
  }
};

const page = async (client: Pick<DynamoDBClient, 'send'>, table: string, query: ItemQuery): Promise<QueryPage> => {
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: query.index,
      KeyConditionExpression: query.condition,
      FilterExpression: query.filter,
      ExpressionAttributeNames: query.names,
      ExpressionAttributeValues: toAttributes(query.values),
      Limit: query.limit,
      ScanIndexForward: !query.descending,
      ExclusiveStartKey: query.after && toAttributes(query.after),
    }),
  );
  const items = (Items ?? []).map((item) => unmarshall(item));
  return LastEvaluatedKey ? { items, next: unmarshall(LastEvaluatedKey) } : { items };
};
