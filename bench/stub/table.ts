import type { RequestListener } from 'node:http';
import { CreateTableCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { carryOut, untilActive } from '../../tools/local/emulated-table';
import { createTableInput as tableDefinitionOf } from '../../tools/local/table-definition';
import { storeMadeBy } from '../../tools/local/table-store';

export { tableDefinitionOf };

export const tableName = 'records';

/** The gateway’s table in memory, holding no more than `items`. @returns what answers requests to it */
export const createBenchTable = async (items: readonly Record<string, AttributeValue>[]): Promise<RequestListener> => {
  const { made: server, store } = storeMadeBy(() => dynalite({ createTableMs: 0 }));
  await carryOut(store, new CreateTableCommand(tableDefinitionOf(tableName)));
  await untilActive(store, tableName);
  for (const Item of items) await carryOut(store, new PutItemCommand({ TableName: tableName, Item }));
  const [listener] = server.listeners('request') as RequestListener[]; // What Node.js types as functions of any kind.
  if (!listener) throw new Error('The emulator listens to no requests.');
  return listener;
};
