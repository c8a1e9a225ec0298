import { GetItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { ItemChange } from '#events/stream-record';
import type { Item, Key } from '#platform/table/table';
import { tableName, type Client } from '../../test/support/dynalite-client';

type Command = Parameters<Client['send']>[0];

const attributes = z.record(z.string(), z.custom<AttributeValue>());
const inputSchema = z.looseObject({
  Item: attributes.optional(),
  Key: attributes.optional(),
  RequestItems: z.record(z.string(), z.array(z.object({ PutRequest: z.object({ Item: attributes }) }))).optional(),
});

const keysIn = ({ input, constructor: { name } }: Command): Key[] => {
  if (!/^(Put|Update|BatchWrite)/.test(name)) return [];
  const { Item: put, Key: changed, RequestItems = {} } = inputSchema.parse(input);
  const many = Object.values(RequestItems).flatMap((requests) => requests.map(({ PutRequest }) => PutRequest.Item));
  return [put, changed, ...many].flatMap((item) => {
    const { pk, sk } = item ? unmarshall(item) : {};
    return typeof pk === 'string' && typeof sk === 'string' ? [{ pk, sk }] : [];
  });
};

/** A client, and what the table’s stream has of what was written by it. */
export const streamed = (client: Client): { client: Client; taken: () => ItemChange[] } => {
  let changes: ItemChange[] = [];
  const itemAt = async (key: Key): Promise<Item | undefined> => {
    const { Item: found } = await client.send(new GetItemCommand({ TableName: tableName, Key: marshall(key) }));
    return found && unmarshall(found);
  };
  const send = async (command: Command): Promise<unknown> => {
    const keys = keysIn(command);
    const before = await Promise.all(keys.map(itemAt));
    const answer: unknown = await client.send(command);
    const after = await Promise.all(keys.map(itemAt));
    const told = keys.map((key, at) => ({ key, before: before[at], after: after[at], sequenceNumber: '1' }));
    changes.push(...told.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after)));
    return answer;
  };
  return {
    // The client’s overloads cannot be written as one function type.
    client: { send: send as Client['send'] },
    taken: () => {
      const told = changes;
      changes = [];
      return told;
    },
  };
};
