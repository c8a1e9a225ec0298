import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { commandIn, provideVirtualEnvironment, pythonIn } from '../../tools/python/virtual-environment';
import { repository, runCommand } from './run-command';

export interface Emulator {
  url: string;
  /** What processes that shall talk to it need in their environment. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** The suite cannot run on this machine; the message says what is missing. */
export { PythonMissing as EmulatorMissing } from '../../tools/python/virtual-environment';

const virtualEnvironment = {
  directory: join(repository, '.venv'),
  requirements: join(import.meta.dirname, 'requirements.txt'),
};
/** AWS’s command line, which is installed with the emulator. */
export const awsCommand = commandIn(virtualEnvironment.directory, 'aws');
/** The emulator, with what its IAM lacks (ADR 0102). */
const program = join(import.meta.dirname, 'emulator', 'start.py');

/**
 * Installs the pinned emulator into the repository’s own virtual environment, unless it is there already.
 * @throws EmulatorMissing where there is no Python or the package cannot be had
 */
export const installEmulator = (): Promise<void> => provideVirtualEnvironment(virtualEnvironment, runCommand);

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  server.close();
  await once(server, 'close');
  return address.port;
};

/** Starts an empty emulator on this machine’s loopback interface; what it prints goes to `<directory>/emulator.log`. */
export const startEmulator = async (directory: string): Promise<Emulator> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const environment = { ...credentials, AWS_DEFAULT_REGION: 'us-east-1', AWS_ENDPOINT_URL: url };
  const temporary = join(directory, 'emulator');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(pythonIn(virtualEnvironment.directory), ['-B', program], {
    env: {
      ...process.env,
      ...environment,
      // Functions run on the repository’s own Node.js, the version Lambda has.
      PATH: `${join(repository, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      S3_DATA_DIR: join(temporary, 's3'),
      STATE_DIR: join(temporary, 'state'),
      TMPDIR: temporary,
      // Policies of roles, queues, topics and keys decide (ADR 0102).
      AUTH: 'true',
      // State machines wait seconds where they would wait minutes (ADR 0010).
      SFN_WAIT_SCALE: '0.0167',
    },
    // A group of its own, so that the processes of functions end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(directory, 'emulator.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const stop = () => stopGroup(child);
  await untilReady(url, child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, environment, stop };
};

const readyMs = 60_000;

const untilReady = async (url: string, child: ChildProcess): Promise<void> => {
  const end = Date.now() + readyMs;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The emulator ended with ${child.exitCode}; its log says why.`);
    const isReady = await fetch(`${url}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await wait(250);
  }
  throw new Error(`The emulator was not ready after ${readyMs / 1000} s.`);
};

const stopGroup = async (child: ChildProcess): Promise<void> => {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-pid, name);
    } catch {
      // Nobody left in the group.
    }
  };
  signal('SIGTERM');
  const isEnded = await Promise.race([ended.then(() => true), wait(5_000, false, { ref: false })]);
  // Also when it ended by itself: functions’ processes may not have.
  signal('SIGKILL');
  if (!isEnded) await ended;
};
