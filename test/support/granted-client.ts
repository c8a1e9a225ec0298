import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { partitionsOf, type TableRight, type TableRights } from '#platform/table/table-rights';
import type { Client } from './dynalite-client';

/** DynamoDB as a function with these rights finds it, after its policy: what is asked beyond them is refused and kept. */
export const grantedClient = (client: Client, rights: TableRights): Client & { refused: string[] } => {
  const refused: string[] = [];
  const send = (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    const { right, partition } = askedBy(command);
    if (right && partitionsOf(rights, right).some((start) => partition.startsWith(start))) return client.send(command);
    refused.push(`${right ?? command.constructor.name} ${partition}`);
    return Promise.reject(Object.assign(new Error('not granted'), { name: 'AccessDeniedException' }));
  };
  // The client's overloads cannot be written as one function type.
  return { send: send as Client['send'], refused };
};

interface Asked {
  /** Absent for what no own route does. */
  right?: TableRight;
  partition: string;
}

const askedBy = (command: unknown): Asked => {
  if (command instanceof GetItemCommand) return { right: 'get', partition: partitionIn(command.input.Key) };
  if (command instanceof PutItemCommand) return { right: 'put', partition: partitionIn(command.input.Item) };
  if (command instanceof UpdateItemCommand) return { right: 'update', partition: partitionIn(command.input.Key) };
  if (command instanceof DeleteItemCommand) return { right: 'delete', partition: partitionIn(command.input.Key) };
  if (command instanceof QueryCommand) return queryOf(command.input);
  return { partition: '' };
};

const partitionIn = (key: GetItemCommand['input']['Key']): string => String(unmarshall(key ?? {})['pk']);

/** A query names its partition first: `pk = :pk`. */
const queryOf = ({
  IndexName,
  KeyConditionExpression = '',
  ExpressionAttributeValues,
}: QueryCommand['input']): Asked => {
  const alias = /^\S+ = (:\w+)/.exec(KeyConditionExpression)?.[1] ?? '';
  const partition = String(unmarshall(ExpressionAttributeValues ?? {})[alias]);
  if (IndexName === undefined) return { right: 'query', partition };
  return IndexName === 'list' ? { right: 'list', partition } : { partition };
};
