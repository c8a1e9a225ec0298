import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Grant } from '#api/grants';
import { toEnvironment } from '#platform/environment';
import { crossOriginSettings } from '../../lib/config/cross-origin';
import { mountOfApi } from '../../lib/config/endpoint';
import { lateOperations } from '../../lib/config/late-answers';
import { sightableSettings } from '../../lib/config/sightable';
import { answerLifetimeSeconds } from '../../lib/constructs/client-limits';
import { functionName, lateWorkerPrefix, secretPrefix, sightingKeeperName } from '../../lib/names';
import { startSimulator } from '../simulator/simulator';
import type { SimClock } from '../simulator/world/clock';
import { openClientRegister } from './client-register';
import { makeFolder, openDataDir } from './data-dir';
import { demoClients, type DemoClient } from './demo-clients';
import { localClientLimits } from './client-limits';
import { openLogFile, type LogFile } from './log-file';
import { memoryLine } from './memory-line';
import { choosePorts, StartError } from './ports';
import { pushSecrets, pushSettings, pushTargetAt } from './pushes';
import { openToOperators } from './operator-access';
import type { Options } from './options';
import type { ClockReading } from './simulated-time';
import { dataKeySecrets, demoSecrets } from './seeded-secrets';
import { startSecretsManager } from './secrets-manager';
import { sampleCallOf, type SampleCall } from './sample-call';
import { chosenStage, type Stage } from './stage';
import { statedRegistry } from './stated-registry';
import type { GatewaySettings } from './gateway/settings';
import { startGateway, type Gateway } from './start-gateway';
import { startStore, tableName } from './store';
import { audience } from './token-audience';
import { startTokenIssuer } from './token-issuer';
import { startUserPool } from './user-pool';

const localFolder = fileURLToPath(new URL('../../.local', import.meta.url));

export interface Runtime {
  baseUrl: string;
  tokenUrl: string;
  referenceUrl: string;
  simulatorUrl: string;
  /** Of the Step Functions API. */
  stateMachinesUrl: string;
  /** Where AT&T pushes to, by Solution Provider; absent where it may not. */
  pushUrl?: string;
  tenant: string;
  /** Variables with which the command line finds this runtime, as the AWS SDK reads them. */
  operator: Readonly<Record<string, string>>;
  clients: readonly DemoClient[];
  /** A call to try. */
  sample: SampleCall | undefined;
  /** Absent when the logs are shown. */
  logFile?: string;
  /** Settles when the gateway’s process ends by itself. */
  gatewayEnded: Promise<void>;
  /** How much memory each process uses, into the log. */
  logMemory: () => void;
  stop(): Promise<void>;
}

/** Starts all there is to the gateway on this machine. @throws StartError */
export const startRuntime = async (options: Options): Promise<Runtime> => {
  const started: (() => Promise<void>)[] = [];
  // The last to start is the first to stop: nothing loses what it still needs.
  const stop = async (): Promise<void> => {
    for (let stopOne = started.pop(); stopOne; stopOne = started.pop()) await stopOne();
  };
  const kept = <T extends { close(): Promise<void> }>(part: T): T => {
    started.push(() => part.close());
    return part;
  };
  try {
    const world = await startWorld(options, kept);
    const log = await openLog(options, world.ports.gateway);
    if (log) kept(log);
    const logTo = log?.fd ?? process.stderr.fd;
    const gateway = await startGateway({
      settings: settingsOf(options, world, kept(await statedRegistry(world.stage.contract)).modules),
      environment: world.environment,
      log: logTo,
      watchStore: world.store.watch,
    });
    started.push(() => gateway.stop());
    if (gateway.pushUrl !== undefined) world.simulator.pushTo(pushTargetAt(gateway.pushUrl, world.stage.tenant));
    world.simulator.clock.onMove(() => gateway.setClock(readingOf(world.simulator.clock)));
    const operators = kept(
      await openToOperators(world.stage.tenant, { ...gateway, userPool: world.userPool }, world.environment),
    );
    return {
      ...addressesOf(world, gateway),
      ...{ tenant: world.stage.tenant.tenant, operator: operators.variables },
      clients: world.clients,
      sample: sampleCallOf(world.stage),
      ...(log && { logFile: log.path }),
      gatewayEnded: gateway.ended,
      logMemory: () => {
        writeSync(logTo, `${memoryLine('world')}\n`);
        gateway.logMemory();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const settingsOf = (options: Options, world: World, registry: Record<string, string>): GatewaySettings => {
  const { tenant } = world.stage;
  return {
    tenant: tenant.tenant,
    stage: tenant.environment,
    ...{ mount: mountOfApi(tenant), crossOrigin: tenant.crossOrigin },
    takesPushes: tenant.pushes !== undefined,
    port: world.ports.gateway,
    region: tenant.region,
    authorizerTtlMs: answerLifetimeSeconds(tenant) * 1000,
    tokenUrl: world.tokenIssuer.tokenUrl,
    tryItClient: { ...world.tryItClient, scopes: [...world.tryItClient.scopes] },
    stateMachinesPort: world.ports.stateMachines,
    accessKeyId: world.accessKeyId,
    dataDir: options.dataDir,
    clock: readingOf(world.simulator.clock),
    registry,
  };
};

const addressesOf = (world: World, { baseUrl, referenceUrl, stateMachinesUrl, pushUrl }: Gateway) => ({
  baseUrl,
  tokenUrl: world.tokenIssuer.tokenUrl,
  ...{ referenceUrl, stateMachinesUrl, simulatorUrl: world.simulator.url },
  ...(pushUrl !== undefined && { pushUrl }),
});

/** Nothing here looks at signatures. */
const secretAccessKey = 'local';

const readingOf = (clock: SimClock): ClockReading => ({
  nowMs: clock.now().getTime(),
  readAtMs: Date.now(),
  timeScale: clock.timeScale,
});

type World = Awaited<ReturnType<typeof startWorld>>;

/** Everything the deployed gateway finds around it: AT&T, the table, the secrets, the token issuer. */
const startWorld = async (options: Options, kept: <T extends { close(): Promise<void> }>(part: T) => T) => {
  const { port, dataDir, timeScale } = options;
  const stage = await chosenStage(options);
  const { tenant } = stage;
  const solutionProviders = tenant.solutionProviders.map(({ id }) => id);
  const ports = await choosePorts(port);
  if (dataDir !== undefined) await openDataDir(dataDir);
  const accessKeyId = randomBytes(16).toString('hex');
  const register = await openClientRegister(dataDir);
  const registeredBefore = new Set(register.all().keys());
  const clients = demoClients(register, solutionProviders);
  const [tryItClient] = clients;
  if (!tryItClient) throw new StartError('There is no demo client.');
  const statePath = dataDir === undefined ? {} : { statePath: join(dataDir, 'simulator.json') };
  const [simulator, store, secretsManager, tokenIssuer, userPool] = await Promise.all([
    startSimulator({ port: ports.simulator, timeScale, ...stage.simulation, ...statePath }).then(kept, refuseStart),
    startStore(dataDir, accessKeyId).then(kept),
    startSecretsManager(dataDir, tenant.region, accessKeyId).then(kept),
    startTokenIssuer(dataDir, register, ports.tokenIssuer).then(kept),
    startUserPool(register, tenant.region, accessKeyId).then(kept),
  ]);
  const prefix = secretPrefix(tenant.tenant);
  await secretsManager.seed(demoSecrets(prefix, solutionProviders));
  await secretsManager.seed(dataKeySecrets(prefix));
  if (tenant.pushes) await secretsManager.seed(pushSecrets(prefix, solutionProviders));
  // What an operator has revoked since stays so. Who is granted is registered last: a start that is cut off is made up for.
  await grantAll(
    clients.filter(({ clientId }) => !registeredBefore.has(clientId)),
    store.seedGrant,
  );
  await register.save();
  const environment = {
    ...functionEnvironment(stage, simulator.url, tokenIssuer.issuer, tokenIssuer.jwksUri),
    AWS_REGION: tenant.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: store.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
  };
  return { stage, ports, clients, tryItClient, simulator, store, accessKeyId, tokenIssuer, userPool, environment };
};

/** The simulator says in a sentence why it does not start. */
const refuseStart = (error: unknown): never => {
  throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
};

/** What `lib` sets for the functions of a deployment. */
const functionEnvironment = ({ tenant, bindings }: Stage, simulatorUrl: string, issuer: string, keysUrl: string) =>
  toEnvironment({
    lateAnswers: tenant.lateAnswers && {
      operations: [...lateOperations(tenant)],
      workerPrefix: lateWorkerPrefix(tenant.tenant),
      seconds: tenant.lateAnswers.seconds,
    },
    tenant: tenant.tenant,
    environment: 'simulator',
    secretPrefix: secretPrefix(tenant.tenant),
    bindings: bindings(simulatorUrl),
    source: tenant.source,
    readCacheSeconds: tenant.readCacheSeconds > 0 ? tenant.readCacheSeconds : undefined,
    clientLimits: tenant.clientLimits ? localClientLimits : undefined,
    ...crossOriginSettings(tenant),
    tableName,
    solutionProviders: tenant.solutionProviders.map(({ id }) => id),
    ...sightableSettings(tenant, bindings(simulatorUrl)),
    sightingKeeperName: functionName(tenant.tenant, sightingKeeperName),
    tokenIssuer: issuer,
    tokenKeysUrl: keysUrl,
    tokenAudience: audience,
    ...pushSettings(tenant),
  });

const grantAll = async (
  clients: readonly DemoClient[],
  grant: (clientId: string, grant: Grant) => Promise<void>,
): Promise<void> => {
  for (const { clientId, solutionProviders, scopes, limits } of clients) {
    if (scopes.length === 0) continue;
    await grant(clientId, { solutionProviders: [...solutionProviders], scopes: [...scopes], limits });
  }
};

const openLog = async ({ dataDir, verbose }: Options, port: number): Promise<LogFile | undefined> => {
  if (verbose) return undefined;
  const folder = dataDir ?? localFolder;
  await makeFolder(folder);
  if (dataDir !== undefined) return openLogFile(join(folder, 'gateway.log'));
  const path = join(folder, `gateway-${port === 0 ? process.pid : port}.log`);
  await rm(path, { force: true });
  return openLogFile(path);
};
