import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { prefixesOf, type TableRight, type TableRights } from '#platform/table/table-rights';
import type { Client } from './dynalite-client';

export interface GrantedClient extends Client {
  /** What was asked and is not allowed. */
  refused: string[];
}

/**
 * DynamoDB as a function with these rights finds it, after its policy; stricter than a policy, which cannot tell kinds of items
 * of one partition from each other. @param used where what was allowed is kept
 */
export const grantedClient = (client: Client, rights: TableRights, used = new Set<string>()): GrantedClient => {
  const refused: string[] = [];
  const send = (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    const { right, partition, sort } = askedBy(command);
    const kind = right && prefixesOf(rights, right).find((one) => isOf(one, partition, sort));
    if (kind) {
      used.add(rightOn(right, kind));
      return client.send(command);
    }
    refused.push(`${right ?? command.constructor.name} ${partition} ${sort ?? ''}`);
    return Promise.reject(Object.assign(new Error('not granted'), { name: 'AccessDeniedException' }));
  };
  // The client's overloads cannot be written as one function type.
  return { send: send as Client['send'], refused };
};

type Prefixes = ReturnType<typeof prefixesOf>[number];

/** A right on a kind of items, in words. */
export const rightOn = (right: TableRight, { partitionPrefix, sortPrefix }: Prefixes): string =>
  `${right} ${partitionPrefix} ${sortPrefix}`;

const isOf = ({ partitionPrefix, sortPrefix }: Prefixes, partition: string, sort: string | undefined): boolean =>
  partition.startsWith(partitionPrefix) && (sort === undefined || sort.startsWith(sortPrefix));

interface Asked {
  /** Absent for what no own route does. */
  right?: TableRight;
  partition: string;
  /** Absent for a query for all that stands in a partition. */
  sort?: string;
}

const askedBy = (command: unknown): Asked => {
  if (command instanceof GetItemCommand) return { right: 'get', ...keyIn(command.input.Key) };
  if (command instanceof PutItemCommand) return { right: 'put', ...keyIn(command.input.Item) };
  if (command instanceof UpdateItemCommand) return { right: 'update', ...keyIn(command.input.Key) };
  if (command instanceof DeleteItemCommand) return { right: 'delete', ...keyIn(command.input.Key) };
  if (command instanceof QueryCommand) return queryOf(command.input);
  return { partition: '' };
};

const keyIn = (item: GetItemCommand['input']['Key']): { partition: string; sort: string } => {
  const { pk, sk } = unmarshall(item ?? {});
  return { partition: String(pk), sort: String(sk) };
};

/** A query names its partition first, then how sort keys begin, if it does: `pk = :pk AND begins_with(sk, :sk)`. */
const queryOf = ({
  IndexName,
  KeyConditionExpression = '',
  ExpressionAttributeValues,
}: QueryCommand['input']): Asked => {
  const [partition = '', sort] = [...KeyConditionExpression.matchAll(/:\w+/g)].map(([alias]) =>
    String(unmarshall(ExpressionAttributeValues ?? {})[alias]),
  );
  if (IndexName === undefined) return { right: 'query', partition, ...(sort !== undefined && { sort }) };
  return IndexName === 'list' ? { right: 'list', partition } : { partition };
};
