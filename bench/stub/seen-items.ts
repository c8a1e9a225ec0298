import { CreateTableCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ParsedRequest } from '#domain/parsed-request';
import { profilesOf } from '#domain/business-time/port-in-sla';
import { followedEffects } from '#entry/compose-effects';
import { operationById, type OperationId } from '#operations/registry';
import { createTable } from '#platform/table/table';
import { carryOut, untilActive } from '../../tools/local/emulated-table';
import { memoryStore } from '../../tools/local/table-emulator';
import type { MarshalledItem } from './order-items';
import { tableDefinitionOf } from './table';

interface SeenRead {
  request: Pick<ParsedRequest, 'path' | 'query'>;
  answer: unknown;
}

/** What is tracked once the gateway has asked AT&T itself what a read has shown: the read then shows nothing new. */
export const seenItems = async (
  id: OperationId,
  solutionProvider: string,
  { request, answer }: SeenRead,
): Promise<MarshalledItem[]> => {
  const store = memoryStore();
  const tableName = 'seen';
  await carryOut(store, new CreateTableCommand(tableDefinitionOf(tableName)));
  await untilActive(store, tableName);
  const send = (command: Parameters<typeof carryOut>[1]) => carryOut(store, command);
  const effects = followedEffects({
    // The client’s overloads cannot be written as one function type.
    table: createTable({ send: send as DynamoDBClient['send'] }, tableName),
    metrics: { emit: () => undefined },
    now: Date.now,
    workflow: 'strict',
    portInProfiles: profilesOf(),
    lineChangeLimit: 'off',
  });
  await effects.recordObservation(
    { operation: operationById(id), request, solutionProvider, clientId: 'bench' },
    answer,
  );
  const { Items = [] } = (await send(new ScanCommand({ TableName: tableName }))) as { Items?: MarshalledItem[] };
  return Items;
};
