import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from '#platform/table/dynamo-db';

/** DynamoDB by the SDK’s client. */
export const sdkDynamoDb = (client: Pick<DynamoDBClient, 'send'>): DynamoDb => ({
  getItem: (input) => client.send(new GetItemCommand(input)),
  putItem: (input) => client.send(new PutItemCommand(input)),
  updateItem: (input) => client.send(new UpdateItemCommand(input)),
  deleteItem: (input) => client.send(new DeleteItemCommand(input)),
  batchWriteItem: (input) => client.send(new BatchWriteItemCommand(input)),
  query: (input) => client.send(new QueryCommand(input)),
});
