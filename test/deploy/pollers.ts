import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createStartExecution } from '#polling/start-execution';
import { startPolling } from '#polling/start-polling';
import { watchKey, type Watched } from '#polling/watch';
import { stateMachineName } from '../../lib/names';
import { statusPollerName } from '../../lib/constructs/status-poller';
import { account } from './deploy-tenant';
import type { Emulator } from './emulator';

/**
 * Starts the status poller of what a call left to be polled, by the product’s own function, as the table’s stream does: under
 * a name that makes it one execution, whoever starts it (ADR 0010).
 */
export const pollerStarter = (tenant: string, { url }: Emulator, tableName: () => Promise<string>) => {
  const aws = { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const machine = `arn:aws:states:us-east-1:${account}:stateMachine:${stateMachineName(tenant, statusPollerName)}`;
  const start = createStartExecution(new SFNClient(aws), machine);
  const table = new DynamoDBClient(aws);
  return async (watched: Watched): Promise<boolean> => {
    const { pk, sk } = watchKey(watched);
    const Key = { pk: { S: pk }, sk: { S: sk } };
    const { Item } = await table.send(new GetItemCommand({ TableName: await tableName(), Key, ConsistentRead: true }));
    return Item !== undefined && startPolling(start, unmarshall(Item));
  };
};
