import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  gatewayMessageSchema,
  settingsVariable,
  type GatewayMessage,
  type GatewaySettings,
  type RuntimeMessage,
} from './gateway/settings';
import { loopback } from '../loopback/listen';
import { ownEnvironment } from './own-environment';
import { StartError } from './ports';
import type { ClockReading } from './simulated-time';
import type { StoreChange } from './store-change';

export interface Gateway {
  /** Routes are that and `/v1/…`. */
  baseUrl: string;
  referenceUrl: string;
  /** Of the Step Functions API. */
  stateMachinesUrl: string;
  /** Of the Lambda API. */
  lambdaUrl: string;
  /** Where AT&T pushes to, where it may. */
  pushUrl: string | undefined;
  /** Tells that the simulator’s clock was moved. */
  setClock: (clock: ClockReading) => void;
  /** Settles when the process has ended, however it came to that. */
  ended: Promise<void>;
  /** Writes the memory in use to its log. */
  logMemory: () => void;
  stop(): Promise<void>;
}

interface GatewayOptions {
  settings: GatewaySettings;
  /** What the deployment would set for its functions. */
  environment: Record<string, string>;
  /** File descriptor for everything the functions print. */
  log: number;
  /** Has every change of the table told. */
  watchStore: (changed: (change: StoreChange) => void) => void;
}

/** How long a caller may wait for the answer to what is under way when the runtime ends. */
const drainMs = 8_000;
const stopMs = drainMs + 1_500;

const registryHook = new URL('./gateway/registry-hook.ts', import.meta.url).href;

/** Starts the gateway's process. @throws StartError */
export const startGateway = async ({ settings, environment, log, watchStore }: GatewayOptions): Promise<Gateway> => {
  const isStated = Object.keys(settings.registry).length > 0;
  const child = fork(fileURLToPath(new URL('./gateway/main.ts', import.meta.url)), {
    execArgv: [...process.execArgv, ...(isStated ? ['--import', registryHook] : [])],
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...ownEnvironment(process.env), ...environment, [settingsVariable]: JSON.stringify(settings) },
  });
  const ended = once(child, 'exit').then(() => undefined);
  watchStore((change) => tell(child, { change }));
  const started = await Promise.race([startedBy(child), ended.then(() => undefined)]);
  if (started === undefined) throw new StartError('The gateway’s process ended before it was ready; its log says why.');
  return {
    baseUrl: `http://${loopback}:${started.port}${settings.mount}`,
    referenceUrl: `http://${loopback}:${started.port}/reference/`,
    stateMachinesUrl: started.stateMachinesUrl,
    lambdaUrl: started.lambdaUrl,
    pushUrl: started.pushUrl,
    setClock: (clock) => tell(child, { clock }),
    ended,
    logMemory: () => void child.kill('SIGUSR2'),
    stop: () => stop(child, ended),
  };
};

const startedBy = async (child: ChildProcess): Promise<Exclude<GatewayMessage, { failure: string }>> => {
  const received: unknown[] = await once(child, 'message');
  const message = gatewayMessageSchema.parse(received[0]);
  if ('failure' in message) {
    child.disconnect();
    throw new StartError(message.failure);
  }
  return message;
};

const stop = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
  tell(child, { drainMs });
  await ended;
  clearTimeout(timer);
};

const tell = (child: ChildProcess, message: RuntimeMessage): void => {
  if (child.connected) child.send(message);
};
