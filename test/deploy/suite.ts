import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../tools/simulator/simulator';
import type { Assembly, Plan } from './deploy-tenant';
import { EmulatorMissing, installEmulator, startEmulator } from './emulator';
import { runJourneys, stepsOf, summaryOf, type Journey, type Tally } from './journey';
import { endCommands } from './run-command';

/** Where a suite’s tenants are deployed, and what AT&T is there. */
export type Ground = Pick<Plan, 'simulatorUrl' | 'emulator' | 'directory'>;

export const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Says what of an assembly was done for the emulator’s sake. */
export const sayDifferences = ({ takenOut }: Assembly): void => {
  say('Otherwise than at AWS:');
  for (const line of takenOut) say(`  ${line}`);
};

/** What work of a name took is said. */
export const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const startedAt = Date.now();
  const result = await work();
  say(`${what}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return result;
};

/** What has to be ended, first started last. */
const started: (() => Promise<void>)[] = [];

const endAll = async (): Promise<void> => {
  for (let end = started.pop(); end !== undefined; end = started.pop()) await end();
};

const endOnSignal = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      endCommands();
      void endAll().finally(() => process.exit(1));
    });
  }
};

const groundIn = async (directory: string): Promise<Ground> => {
  const simulator = await startSimulator();
  started.push(() => simulator.close());
  const emulator = await startEmulator(directory);
  started.push(() => emulator.stop());
  return { simulatorUrl: simulator.url, emulator, directory };
};

const run = async <W>(journeys: readonly Journey<W>[], prepare: (ground: Ground) => Promise<W>): Promise<Tally> => {
  await installEmulator();
  const directory = await mkdtemp(join(tmpdir(), 'deploy-'));
  started.push(() => rm(directory, { recursive: true, force: true }));
  const keep = (): void => {
    if (started.shift()) say(`\nThe emulator’s log and the assembly are kept in ${directory}.`);
  };
  try {
    const tally = await runJourneys(journeys, await prepare(await groundIn(directory)));
    if (tally.failed > 0) keep();
    return tally;
  } catch (error) {
    keep();
    throw error;
  } finally {
    await endAll();
  }
};

/** What is said and how the process ends when the suite could not run to its end. */
const notRun = (error: unknown, steps: number): Tally => {
  if (error instanceof EmulatorMissing) {
    say(`\nTHE DEPLOY SUITE DID NOT RUN. ${error.message}\n${String(error.cause)}`);
    return { passed: 0, failed: 0, skipped: steps };
  }
  say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { passed: 0, failed: steps, skipped: 0 };
};

/** Takes journeys through what is deployed into an emulator of the suite’s own, says how it went, and ends whatever it has started. */
export const runSuite = async <W>(
  journeys: readonly Journey<W>[],
  prepare: (ground: Ground) => Promise<W>,
): Promise<void> => {
  endOnSignal();
  const tally = await run(journeys, prepare).catch((error: unknown) => notRun(error, stepsOf(journeys)));
  say(`\n${summaryOf(tally)}`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
};
