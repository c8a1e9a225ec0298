import { pushReceiverName } from '#pushes/receive-push';
import { createPublisherFeed } from '../events/publisher-feed';
import { startEvents } from '../events/start';
import { listen, listenAsLocalhost, loopback } from '../../loopback/listen';
import { functionAt } from '../function-at';
import { keepHeapLean } from '../lean-heap';
import { memoryLine } from '../memory-line';
import { createSimulatedTime } from '../simulated-time';
import { startStateMachines } from '../state-machines/start';
import { createAuthorize } from './authorize';
import { createFunctions } from './functions';
import { createPushApi } from './push-api';
import { holdLines } from './held-lines';
import { createReferencePage } from './reference-page';
import { createRouter } from './router';
import { servedRoutes } from './served-routes';
import { createGateway } from './server';
import { gatewaySettingsSchema, runtimeMessageSchema, settingsVariable, type GatewayMessage } from './settings';

keepHeapLean();

/** The process that stands for the AWS account: the gateway and the functions. Started by `start-gateway.ts`. */
const settings = gatewaySettingsSchema.parse(JSON.parse(process.env[settingsVariable] ?? ''));
const functions = createFunctions();
const feed = createPublisherFeed(functionAt('event-publisher', 60_000));
const time = createSimulatedTime(settings.clock);
const gateway = createGateway({
  stage: settings.stage,
  mount: settings.mount,
  crossOrigin: settings.crossOrigin,
  router: createRouter(servedRoutes),
  authorize: createAuthorize({ functions, region: settings.region, ttlMs: settings.authorizerTtlMs }),
  functions,
  referencePage: createReferencePage(settings),
  room: feed.room,
});

process.on('message', (message) => {
  const { clock, change, drainMs } = runtimeMessageSchema.parse(message);
  if (clock) time.set(clock);
  if (change) feed.changed(change);
  if (drainMs !== undefined) void gateway.drain(drainMs).finally(() => process.exit(0));
});

const tell = (message: GatewayMessage): void => void process.send?.(message);

// The process that started this one decides when it ends; a Ctrl-C in the terminal reaches both.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// Memory in use, written to the log: what a test or a curious person compares over time.
process.on('SIGUSR2', () => console.log(memoryLine('functions')));
process.once('disconnect', () => process.exit(0));
// The log’s disk may be full: then lines are missing, and calls go on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.once('exit', holdLines([process.stdout, process.stderr]));

try {
  const { tenant, takesPushes, region, stateMachinesPort: port, clock, dataDir, accessKeyId } = settings;
  await startEvents({ dataDir, time, accessKeyId });
  const stateMachines = await startStateMachines({
    tenant,
    takesPushes,
    region,
    port,
    time,
    timeScale: clock.timeScale,
    functions,
    accessKeyId,
  });
  const pushPort = takesPushes ? await listen(createPushApi(functionAt(pushReceiverName, 10_000)), 0) : undefined;
  tell({
    port: await listenAsLocalhost(gateway.server, settings.port, settings.crossOrigin?.origins),
    stateMachinesUrl: stateMachines.url,
    lambdaUrl: stateMachines.lambdaUrl,
    ...(pushPort !== undefined && { pushUrl: `http://${loopback}:${pushPort}/pushes` }),
  });
} catch (error) {
  tell({ failure: error instanceof Error ? error.message : String(error) });
}
