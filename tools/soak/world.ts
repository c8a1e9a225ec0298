import * as z from 'zod';
import { secretName } from '#att/secret';
import { operationById, type OperationId } from '#operations/registry';
import { dataKeySecretName } from '#platform/data-keys/data-keys';
import { requestRecordId } from '#requests/request-record';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import { sightingKeeperName } from '../../lib/names';
import { tableName } from '../local/store';
import { startSecretsManager, type SecretsManager } from '../local/secrets-manager';
import { demoCredentials } from '../simulator/credentials';
import { effectSchema, type Effect } from '../simulator/effects';
import { startSimulator } from '../simulator/simulator';
import type { Answer, GatewayCall } from './command';
import { startHandlerProcesses, type HandlerProcess, type HandlerProcesses } from './handler-processes';
import { startKeeperServer } from './keeper-server';
import { startTableServer, type TableServer } from './table-server';

const families = ['ordering-apex', 'ordering-alliance', 'mobility'] as const;
const secretPrefix = 'soak';
const region = 'us-east-1';

/** Long after every time the gateway waits before it makes up its mind about an unknown outcome. */
export const muchLaterMs = 3 * 3_600_000;

/** The simulated AT&T, the table and the processes that run the handlers between them. */
export interface World {
  table: TableServer;
  processes: HandlerProcesses;
  /** A Solution Provider nobody has used: AT&T’s samples are all still to be ordered. */
  newSolutionProvider(): Promise<string>;
  /** A control endpoint of the simulator, e.g. `POST faults`. */
  sim(command: string, body?: unknown): Promise<unknown>;
  /** What AT&T did for a Solution Provider. */
  effectsOf(solutionProvider: string, operation?: string): Promise<Effect[]>;
  close(): Promise<void>;
}

/** @param lastingCount how many processes serve calls nobody means to kill */
export const startWorld = async (lastingCount = 2): Promise<World> => {
  const [simulator, table, secrets] = await Promise.all([startSimulator(), startTableServer(), startSecrets()]);
  const keeper = await startKeeperServer(table);
  const processes = await startHandlerProcesses(
    {
      TENANT: 'soak',
      ENVIRONMENT: 'simulator',
      SECRET_PREFIX: secretPrefix,
      BINDINGS: JSON.stringify(resolveBindings({ environment: 'uat', bindings: {} }, simulator.url)),
      SOLUTION_PROVIDERS: '',
      TABLE_NAME: tableName,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      AWS_ENDPOINT_URL_LAMBDA: keeper.url,
      SIGHTING_KEEPER_NAME: sightingKeeperName,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
    lastingCount,
  );
  const sim = simulatorAt(simulator.url);
  let providers = 0;
  return {
    table,
    processes,
    sim,
    newSolutionProvider: async () => {
      const id = `SP-${(providers += 1)}-`;
      await secrets.seed(
        new Map(families.map((family) => [secretName(secretPrefix, id, family), secretFor(id, family)])),
      );
      return id;
    },
    effectsOf: async (solutionProvider, operation) => {
      const all = z.array(effectSchema).parse(await sim(`GET effects${operation ? `?operation=${operation}` : ''}`));
      return all.filter((effect) => effect.solutionProvider === solutionProvider);
    },
    close: async () => {
      await processes.close();
      await Promise.all([simulator.close(), keeper.close(), table.close(), secrets.close()]);
    },
  };
};

/** Secrets Manager with the keys that fingerprints and kept answers are made with. */
const startSecrets = async (): Promise<SecretsManager> => {
  const secrets = await startSecretsManager(undefined, region, 'local');
  const key = JSON.stringify({ keyId: '1', key: 'soak'.repeat(16) });
  const purposes = ['fingerprints', 'answers'] as const;
  await secrets.seed(new Map(purposes.map((purpose) => [dataKeySecretName(secretPrefix, purpose), key])));
  return secrets;
};

const secretFor = (solutionProvider: string, family: (typeof families)[number]): string =>
  JSON.stringify({ current: demoCredentials(family, solutionProvider) });

const simulatorAt =
  (url: string) =>
  async (command: string, body?: unknown): Promise<unknown> => {
    const [method = '', endpoint = ''] = command.split(' ');
    const response = await fetch(`${url}/__sim/${endpoint}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${command}: ${await response.text()}`);
    return response.json();
  };

/** Makes a call; undefined when the process was killed before it answered. */
export const called = async (handlers: HandlerProcess, call: GatewayCall): Promise<Answer | undefined> => {
  const { headers = {}, remainingMs = 29_000, ...rest } = call;
  const outcome = await handlers.run({ ...rest, headers, remainingMs });
  return outcome.kind === 'answer' ? outcome : undefined;
};

/** Lets the reconciler run over Solution Providers. @returns how many records ended in which way */
export const reconciled = async (
  { processes }: World,
  solutionProviders: readonly string[],
  laterMs = muchLaterMs,
): Promise<Record<string, number>> => {
  const outcome = await processes
    .lasting()
    .run({ kind: 'reconcile', solutionProviders: [...solutionProviders], laterMs });
  return outcome.kind === 'report' ? outcome.report : {};
};

const viewSchema = z.looseObject({ outcome: z.string(), evidence: z.array(z.string()) });
export type RequestView = z.infer<typeof viewSchema>;

/** The record of a write as its partner sees it; undefined when there is none. */
export const requestViewOf = async (
  { processes }: World,
  solutionProvider: string,
  requestId: string,
): Promise<RequestView | undefined> => {
  const answer = await called(processes.lasting(), {
    kind: 'call',
    route: 'get-request',
    solutionProvider,
    path: { requestId },
  });
  return answer?.status === 200 ? viewSchema.parse(JSON.parse(answer.body)) : undefined;
};

/** Id of the record of a write. */
export const recordIdOf = ({ route, solutionProvider, headers }: GatewayCall): string =>
  requestRecordId(solutionProvider, route, headers?.['idempotency-key'] ?? '');

export const isWrite = (id: OperationId): boolean => operationById(id).idempotency !== 'safe';
