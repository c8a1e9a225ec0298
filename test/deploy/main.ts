import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../tools/simulator/simulator';
import { bulkWriteJourney } from './bulk-write.journey';
import { deployTenant } from './deploy-tenant';
import { EmulatorMissing, installEmulator, startEmulator } from './emulator';
import { runJourneys, stepsOf, summaryOf, type Journey, type Tally } from './journey';
import { lookUpJourney } from './look-up.journey';
import { operatorOf } from './operator';
import { ordersJourney } from './orders.journey';
import { portInJourney } from './port-in.journey';
import { endCommands } from './run-command';
import { rolesJourney } from './roles.journey';
import { writeJourney } from './write.journey';

/** Deploys the example tenant into an AWS emulator, with the CDK’s own command, and takes these journeys through it. */
const journeys: readonly Journey[] = [
  lookUpJourney,
  writeJourney,
  ordersJourney,
  portInJourney,
  bulkWriteJourney,
  rolesJourney,
];
const tenant = 'example';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** What has to be ended, first started last. */
const started: (() => Promise<void>)[] = [];

const endAll = async (): Promise<void> => {
  for (let end = started.pop(); end !== undefined; end = started.pop()) await end();
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endCommands();
    void endAll().finally(() => process.exit(1));
  });
}

const deployAndRun = async (directory: string): Promise<Tally> => {
  const simulator = await startSimulator();
  started.push(() => simulator.close());
  const emulator = await startEmulator(directory);
  started.push(() => emulator.stop());
  say(`Deploying ${tenant} into the emulator at ${emulator.url} …`);
  const startedAt = Date.now();
  const deployment = await deployTenant(tenant, simulator.url, emulator, directory);
  say(`Deployed in ${Math.round((Date.now() - startedAt) / 1000)} s. Otherwise than at AWS:`);
  for (const line of deployment.takenOut) say(`  ${line}`);
  const operator = operatorOf(tenant, deployment, emulator);
  await operator.pointAuthorizerAtEmulator();
  return runJourneys(journeys, { deployment, operator, simulatorUrl: simulator.url });
};

const run = async (): Promise<Tally> => {
  await installEmulator();
  const directory = await mkdtemp(join(tmpdir(), 'deploy-'));
  started.push(() => rm(directory, { recursive: true, force: true }));
  const keep = (): void => {
    if (started.shift()) say(`\nThe emulator’s log and the assembly are kept in ${directory}.`);
  };
  try {
    const tally = await deployAndRun(directory);
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
const notRun = (error: unknown): Tally => {
  const steps = stepsOf(journeys);
  if (error instanceof EmulatorMissing) {
    say(`\nTHE DEPLOY SUITE DID NOT RUN. ${error.message}\n${String(error.cause)}`);
    return { passed: 0, failed: 0, skipped: steps };
  }
  say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { passed: 0, failed: steps, skipped: 0 };
};

const tally = await run().catch(notRun);
say(`\n${summaryOf(tally)}`);
process.exitCode = tally.failed > 0 ? 1 : 0;
