import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { within } from '#platform/aws/within';
import { names, type Place } from './trial';

const TableName = names.table;
const keyOf = (partition: string) => ({ pk: { S: partition }, sk: { S: 'one' } });
const itemOf = (partition: string) => ({ ...keyOf(partition), listPk: { S: partition }, listSk: { S: 'one' } });
const queryOf = (attribute: string, partition: string) => ({
  TableName,
  KeyConditionExpression: '#partition = :partition',
  ExpressionAttributeNames: { '#partition': attribute },
  ExpressionAttributeValues: { ':partition': { S: partition } },
});

type Ask = (client: DynamoDBClient, partition: string) => Promise<unknown>;

/** Every way to ask for what is in a partition. */
const asks: Readonly<Record<string, Ask>> = {
  PutItem: (client, one) => client.send(new PutItemCommand({ TableName, Item: itemOf(one) })),
  GetItem: (client, one) => client.send(new GetItemCommand({ TableName, Key: keyOf(one) })),
  UpdateItem: (client, one) => {
    const change = { UpdateExpression: 'SET x = :x', ExpressionAttributeValues: { ':x': { S: 'x' } } };
    return client.send(new UpdateItemCommand({ TableName, Key: keyOf(one), ...change }));
  },
  Query: (client, one) => client.send(new QueryCommand(queryOf('pk', one))),
  'Query of an index': (client, one) => client.send(new QueryCommand({ ...queryOf('listPk', one), IndexName: 'list' })),
  BatchGetItem: (client, one) =>
    client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [keyOf(one)] } } })),
  BatchWriteItem: (client, one) =>
    client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: itemOf(one) } }] } })),
  TransactWriteItems: (client, one) =>
    client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: itemOf(one) } }] })),
  DeleteItem: (client, one) => client.send(new DeleteItemCommand({ TableName, Key: keyOf(one) })),
};

/** Asks in each way for what is in a partition. @returns what of them was refused to whoever asks, by the reason */
export const refusedItems = async ({ settings, region }: Place, partition: string): Promise<Record<string, string>> => {
  const client = new DynamoDBClient({ ...settings, region, ...within(20_000) });
  const refused: Record<string, string> = {};
  for (const [name, ask] of Object.entries(asks)) {
    const error = await ask(client, partition).catch((reason: unknown) => reason);
    if (error instanceof Error) refused[name] = error.name;
  }
  return refused;
};

export const refusedInEachWay: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(asks).map((name) => [name, 'AccessDeniedException']),
);

/** Writes two items at once, one of each partition. */
export const writeTogether = async (
  { settings, region }: Place,
  partitions: readonly [string, string],
): Promise<unknown> => {
  const client = new DynamoDBClient({ ...settings, region, ...within(20_000) });
  const writes = partitions.map((one) => ({ PutRequest: { Item: itemOf(one) } }));
  return client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: writes } }));
};
