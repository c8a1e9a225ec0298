import { CreateTableCommand, ScanCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from '#platform/table/table';
import { createOrderStore } from '#tracking/order/order-store';
import { carryOut, untilActive } from '../../tools/local/emulated-table';
import { memoryStore } from '../../tools/local/table-emulator';
import { tableDefinitionOf } from './table';

export type MarshalledItem = Record<string, AttributeValue>;

/** What is tracked of an Alliance order that is about to be ordered: approved, sent to be signed, and signed. */
export const orderItems = async (solutionProvider: string, quoteId: string): Promise<MarshalledItem[]> => {
  const store = memoryStore();
  const tableName = 'orders';
  await carryOut(store, new CreateTableCommand(tableDefinitionOf(tableName)));
  await untilActive(store, tableName);
  const send = (command: Parameters<typeof carryOut>[1]) => carryOut(store, command);
  const now = Date.now;
  // The client’s overloads cannot be written as one function type.
  const orders = createOrderStore(createTable({ send: send as DynamoDBClient['send'] }, tableName), now);
  const order = await orders.adopt({ solutionProvider, program: 'alliance', quoteId, origin: 'here', by: 'bench' });
  const facts = [
    ['credit', 'approved'],
    ['contract', 'sent'],
    ['signature', 'signed'],
  ] as const;
  for (const [name, value] of facts) {
    const at = new Date(now()).toISOString();
    await orders.record(order, { name, value, provenance: 'observed', at, by: 'bench' });
  }
  const { Items = [] } = (await send(new ScanCommand({ TableName: tableName }))) as { Items?: MarshalledItem[] };
  return Items;
};
