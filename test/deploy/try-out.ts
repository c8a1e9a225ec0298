import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../tools/simulator/simulator';
import { EmulatorMissing, installEmulator, startEmulator } from './emulator';
import { repository } from './run-command';

/** `npm run emulator`: an empty AWS account on this machine and a simulated AT&T, until it is told to end; then both are forgotten. */
const variablesFile = join('.local', 'emulator.sh');
const account = '000000000000';

const started: (() => Promise<void>)[] = [];
const endAll = async (): Promise<void> => {
  for (let end = started.pop(); end !== undefined; end = started.pop()) await end();
};
const signal = new Promise<void>((resolve) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
});

const variablesOf = (environment: Readonly<Record<string, string>>, emulator: string, simulator: string) => ({
  ...environment,
  SIMULATOR: simulator,
  // The CDK reads its options from variables of such names: every command of it takes this app.
  CDK_APP: `npx node --import tsx test/deploy/emulated-app.ts ${emulator} ${simulator}`,
});

const start = async (): Promise<void> => {
  await installEmulator();
  const directory = await mkdtemp(join(tmpdir(), 'emulator-'));
  started.push(() => rm(directory, { recursive: true, force: true }));
  const simulator = await startSimulator();
  started.push(() => simulator.close());
  const emulator = await startEmulator(directory);
  started.push(() => emulator.stop());
  const variables = variablesOf(emulator.environment, emulator.url, simulator.url);
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  mkdirSync(join(repository, '.local'), { recursive: true });
  writeFileSync(join(repository, variablesFile), `${lines.join('\n')}\n`, { mode: 0o600 });
  process.stdout.write(
    [
      `An empty account ${account}, emulated, at ${emulator.url}; AT&T, simulated, at ${simulator.url}.`,
      `In another terminal, here: . ${variablesFile}`,
      'Ctrl-C ends it, and all that is in it is forgotten.',
      '',
    ].join('\n'),
  );
  await signal;
};

try {
  await start();
} catch (error) {
  if (!(error instanceof EmulatorMissing)) throw error;
  process.stderr.write(`${error.message}\n${String(error.cause)}\n`);
  process.exitCode = 1;
} finally {
  await endAll();
}
