import { QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '#platform/table/table';
import { tableName, type Client } from './dynalite-client';

/** What the table is called that was in use before, where both are reached. */
export const former = 'records-before';

/** All that is in a table. */
export const itemsOf = async (client: Client): Promise<Item[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  return Items.map((item) => unmarshall(item));
};

/** Both tables as the operator’s one client reaches them. @param damaged what is found in the former one’s lists, as it is found there */
export const bothTables = (now: Client, before: Client, damaged = (items: object[]) => items): Client => {
  const send = async (command: { input: { TableName?: string } }): Promise<unknown> => {
    if (command.input.TableName !== former) return now.send(command as never);
    command.input.TableName = tableName;
    const answer: unknown = await before.send(command as never);
    const { Items } = answer as { Items?: object[] };
    return Items && command instanceof QueryCommand ? { ...(answer as object), Items: damaged(Items) } : answer;
  };
  return { send: send as Client['send'] };
};
