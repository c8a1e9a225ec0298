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
import type { ApiFamily } from '#domain/define-operation';
import type { Contract } from '#domain/contract/statement';
import { followedEffects } from '#entry/compose-effects';
import { composePolling } from '#entry/compose-polling';
import { composeReconciler } from '#entry/compose-reconciler';
import { composeRead, composeWrite, type WritePorts } from '#entry/operation-handlers';
import { polledReads } from '#operations/polled-reads';
import { operationById, type OperationId } from '#operations/registry';
import { businessNow, wireNow } from '#platform/clock';
import { createCipher } from '#platform/data-keys/cipher';
import { createDataKeys, type DataKeyPurpose, type DataKeys } from '#platform/data-keys/data-keys';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import type { Log } from '#platform/log';
import type { Settings } from '#platform/settings';
import { createTable } from '#platform/table/table';
import { leavingByKeeper } from '#polling/leaving-sightings';
import type { PollTarget } from '#polling/poll-job';
import { statusReaders } from '#polling/read-status';
import type { PollOutcome } from '#polling/state-machine-io';
import { reconcile } from '#requests/reconcile';
import type { RequestRecord } from '#requests/request-record';
import { createRequestStore } from '#requests/request-store';
import { carryOut } from '../../local/emulated-table';
import { keeperHere } from '../../local/keeper-here';
import { lambdaContext } from '../../local/gateway/functions';
import { createTableInput } from '../../local/table-definition';
import { memoryStore } from '../../local/table-emulator';
import { demoCredentials } from '../../simulator/credentials';
import { gatewayEvent } from '../../soak/gateway-event';
import type { Command } from '../../soak/command';
import { pollToTheEnd } from './poll-to-the-end';

const tableName = 'records';

/** One call as a caller of the gateway makes it. */
export type Call = Omit<Extract<Command, { kind: 'call' }>, 'kind' | 'route' | 'remainingMs'>;

/** The gateway’s own handlers in this process, before anybody has called. */
export interface InMemoryGateway {
  call(operation: OperationId, call: Call): Promise<GatewayResponse>;
  /** Polls what a call began until nobody has to any more. @param pass lets so many seconds pass at AT&T */
  pollToTheEnd(target: PollTarget, pass: (seconds: number) => void): Promise<PollOutcome[]>;
  /** Finds out what became of a write. @returns its record */
  reconcile(answer: GatewayResponse): Promise<RequestRecord | undefined>;
  /** Everything that is stored, and everything that was logged. */
  kept(): Promise<string>;
}

/**
 * @param settings of the tenant’s deployment
 * @param now the time at AT&T
 */
export const inMemoryGateway = async (
  settings: Settings,
  contract: Contract,
  transport: Transport,
  now: () => number = businessNow,
): Promise<InMemoryGateway> => {
  const client = await emptyTable();
  const lines: unknown[] = [];
  const note = (...line: unknown[]): void => void lines.push(line);
  const log: Log = { info: note, warn: note, error: note };
  const told = portsOf(settings, client, transport, log);
  const leaveSighting = leavingByKeeper(keeperHere({ log, now, table: told.table }, contract), 'sighting-keeper');
  const ports = { ...told, now, leaveSighting };
  const readerOf = statusReaders(polledReads.map(asStated(contract)), settings.bindings);
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
    pollToTheEnd: (target, pass) =>
      pollToTheEnd({ ...composePolling({ ...ports, pollsPerMinute: 100 }), readerOf }, target, pass),
    reconcile: async ({ body }) => {
      const requests = createRequestStore(ports.table, now);
      const { requestId = '' } = JSON.parse(body) as { requestId?: string };
      const record = await requests.find(requestId);
      const operationOf = (id: string) => asStated(contract)(operationById(id as OperationId));
      if (record) await reconcile({ ...composeReconciler(ports), operationOf }, record);
      return requests.find(requestId);
    },
    kept: async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
      return JSON.stringify([Items, lines]);
    },
  };
};

/** An empty table and what goes with it, for what no handler does. */
export const emptyPorts = async ({ secretPrefix }: Pick<Settings, 'secretPrefix'>) => {
  const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const metrics = { emit: () => undefined };
  return { log, metrics, table: createTable(await emptyTable(), tableName), dataKeys: dataKeysOf(secretPrefix, log) };
};

const timeoutMs = 29_000;

/** Keys that are made up. */
const dataKeysOf = (prefix: string, log: Log): ((purpose: DataKeyPurpose) => DataKeys) => {
  const readSecret = () => Promise.resolve(JSON.stringify({ keyId: '1', key: 'made up '.repeat(8) }));
  return (purpose) => createDataKeys({ readSecret, prefix, purpose, log });
};

const portsOf = (
  settings: Settings,
  client: DynamoDBClient,
  transport: Transport,
  log: Log,
): Omit<WritePorts, 'now'> => {
  const metrics = { emit: () => undefined };
  const secret = (solutionProvider: string, family: ApiFamily) =>
    Promise.resolve({ current: demoCredentials(family, solutionProvider) });
  const att = createAttClient({
    ...{ transport, log, metrics, now: wireNow },
    credentials: { read: secret, reread: secret },
    pause: () => Promise.resolve(),
  });
  const dataKeys = dataKeysOf(settings.secretPrefix, log);
  return {
    ...{ settings, log, metrics, att, wireNow },
    table: createTable(client, tableName),
    fingerprints: createFingerprints(dataKeys('fingerprints')),
    answerCipher: createCipher(dataKeys('answers')),
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
