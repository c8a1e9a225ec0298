import { setImmediate } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTableInput } from '../../tools/local/table-definition';
import { memoryStore } from '../../tools/local/table-emulator';
import { expectCatalogued } from './catalogued-items';
import { carryOut } from '../../tools/local/emulated-table';

export const tableName = 'records';

export type Client = Pick<DynamoDBClient, 'send'>;

/**
 * DynamoDB with the gateway's table, in this process. A test fails that has something written which the catalogue of items
 * does not know.
 * @param store to put into what is not looked at, such as items of a release before
 */
export const dynaliteClient = async (store = memoryStore()): Promise<Client & Pick<DynamoDBClient, 'destroy'>> => {
  const send = async (command: Parameters<typeof carryOut>[1]): Promise<object> => {
    const answer = await carryOut(store, command);
    expectCatalogued(command, answer);
    return answer;
  };
  await send(new CreateTableCommand(createTableInput(tableName))).catch(unlessThere);
  while (!isActive(await send(new DescribeTableCommand({ TableName: tableName })))) await setImmediate();
  // The client’s overloads cannot be written as one function type.
  return { send: send as Client['send'], destroy: () => undefined };
};

/** Another client of the same store has made it. */
const unlessThere = (error: unknown): void => {
  if ((error as Error).name !== 'ResourceInUseException') throw error;
};

const isActive = (answer: { Table?: { TableStatus?: string } }): boolean => answer.Table?.TableStatus === 'ACTIVE';
