import { setImmediate } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ScanCommand,
  type DescribeTableCommandOutput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { createAttClient } from '#att/client';
import type { Transport } from '#att/transport';
import type { OperationHandler } from '#api/read-handler';
import type { GatewayResponse } from '#api/gateway-event';
import { profilesOf } from '#domain/business-time/port-in-sla';
import { asStated } from '#domain/contract/as-stated';
import type { Contract } from '#domain/contract/statement';
import { followedEffects } from '#entry/compose-effects';
import { composeRead, composeWrite, type WritePorts } from '#entry/operation-handlers';
import { operationById, type OperationId } from '#operations/registry';
import { businessNow as now, wireNow } from '#platform/clock';
import { createDataKeys } from '#platform/data-keys/data-keys';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import type { Log } from '#platform/log';
import type { Settings } from '#platform/settings';
import { createTable } from '#platform/table/table';
import { carryOut } from '../../local/emulated-table';
import { lambdaContext } from '../../local/gateway/functions';
import { createTableInput } from '../../local/table-definition';
import { memoryStore } from '../../local/table-emulator';
import { gatewayEvent } from '../../soak/gateway-event';
import type { Command } from '../../soak/command';

const tableName = 'records';

/** One call as a caller of the gateway makes it. */
export type Call = Omit<Extract<Command, { kind: 'call' }>, 'kind' | 'route' | 'remainingMs'>;

/** The gateway’s own handlers in this process, before anybody has called. */
export interface InMemoryGateway {
  call(operation: OperationId, call: Call): Promise<GatewayResponse>;
  /** Everything that is stored, and everything that was logged. */
  kept(): Promise<string>;
}

/** @param settings of the tenant’s deployment */
export const inMemoryGateway = async (
  settings: Settings,
  contract: Contract,
  transport: Transport,
): Promise<InMemoryGateway> => {
  const client = await emptyTable();
  const lines: unknown[] = [];
  const note = (...line: unknown[]): void => void lines.push(line);
  const log: Log = { info: note, warn: note, error: note };
  const ports = portsOf(settings, client, transport, log);
  return {
    call: (id, call) => {
      const operation = asStated(contract)(operationById(id));
      const compose = operation.idempotency === 'safe' ? composeRead : composeWrite;
      const handler: OperationHandler = compose(operation, followedEffects, ports);
      return handler(
        gatewayEvent({ ...call, kind: 'call', route: id, remainingMs: timeoutMs }, operation),
        // Without the callbacks of old, which nothing calls.
        lambdaContext(id, crypto.randomUUID(), timeoutMs) as Context,
      );
    },
    kept: async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
      return JSON.stringify([Items, lines]);
    },
  };
};

const timeoutMs = 29_000;

const portsOf = (settings: Settings, client: DynamoDBClient, transport: Transport, log: Log): WritePorts => {
  const metrics = { emit: () => undefined };
  const current = { clientId: 'made-up-id', clientSecret: 'made-up-secret' };
  const secret = () => Promise.resolve({ current });
  const att = createAttClient({
    ...{ transport, log, metrics, now: wireNow },
    credentials: { read: secret, reread: secret },
    pause: () => Promise.resolve(),
  });
  const keys = {
    send: () => Promise.resolve({ SecretString: JSON.stringify({ keyId: '1', key: 'made up '.repeat(8) }) }),
  };
  const dataKeys = createDataKeys({ client: keys, prefix: settings.secretPrefix, purpose: 'fingerprints', log });
  return {
    ...{ settings, log, metrics, att, now, wireNow },
    table: createTable(client, tableName),
    fingerprints: createFingerprints(dataKeys),
    workflow: 'advisory',
    portInProfiles: profilesOf(),
    lineChangeLimit: 'off',
  };
};

const emptyTable = async (): Promise<DynamoDBClient> => {
  const store = memoryStore();
  const send = (command: Parameters<typeof carryOut>[1]): Promise<object> => carryOut(store, command);
  const isActive = async (): Promise<boolean> => {
    const { Table } = (await send(new DescribeTableCommand({ TableName: tableName }))) as DescribeTableCommandOutput;
    return Table?.TableStatus === 'ACTIVE';
  };
  await send(new CreateTableCommand(createTableInput(tableName)));
  while (!(await isActive())) await setImmediate();
  // The client’s overloads cannot be written as one function type, and nothing else of it is used.
  return { send } as unknown as DynamoDBClient;
};
