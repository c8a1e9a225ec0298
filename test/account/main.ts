import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { installEmulator, startEmulator, EmulatorMissing } from '../deploy/emulator';
import { summaryOf } from '../deploy/journey';
import { endCommands } from '../deploy/run-command';
import { destroy } from './destroy';
import { isRun, newRun, stacksOf } from './run-id';
import { accountSite, emulatedSite, identityIn, NotBegun, stackIn, type Site } from './site';
import { tryGateway, type Tried } from './try-gateway';
import { leftOnPurpose, planOf, usage } from './words';

const exitCodes = { done: 0, failed: 1, notBegun: 2, left: 3 } as const;

const { values } = parseArgs({
  options: {
    region: { type: 'string' },
    plan: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    clean: { type: 'string' },
    emulator: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);

let isInterrupted = false;
/** How long a step may take to end by itself, so that it makes nothing while everything is taken away. */
const lastStepMs = 30_000;

/** Ends the run at the first Ctrl-C, and what it has made is taken away; the second ends the process. */
const interrupted = new Promise<never>((_, reject) => {
  let times = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      times += 1;
      if (times > 1) process.exit(130);
      say('\nEnding. What was made is taken away; once more ends this at once and leaves it.');
      isInterrupted = true;
      endCommands();
      reject(new Error(`Ended by ${signal}.`));
    });
});
interrupted.catch(() => undefined);

const agreed = async (): Promise<boolean> => {
  if (values.yes || values.emulator) return true;
  if (!process.stdin.isTTY) throw new NotBegun('Nobody is there to ask; --yes goes on without.');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question('Make all of this? Type yes: ');
  asking.close();
  return answer.trim() === 'yes';
};

/** @throws NotBegun where something of the name is there that is not the run’s, or the CDK’s bootstrap is not */
const checkEmpty = async (site: Site, run: string): Promise<void> => {
  for (const name of stacksOf(run))
    if (await stackIn(site, name)) throw new NotBegun(`There is a stack ${name} already, of somebody else’s.`);
  if (!site.emulator && !(await stackIn(site, 'CDKToolkit')))
    throw new NotBegun(
      'The account has no bootstrap of the CDK in this region: run `npx cdk bootstrap -c tenant=example` first.',
    );
};

interface Ended {
  run: string;
  tried?: Tried;
  error?: string;
  notRemoved: string[];
}

const goThrough = async (site: Site, directory: string): Promise<Ended | undefined> => {
  const run = newRun();
  const { account, arn } = await identityIn(site).catch((error: unknown) => {
    if (values.plan) return { account: '(unknown)', arn: error instanceof Error ? error.message : 'nobody' };
    throw error;
  });
  const { region } = site;
  say(planOf({ run, account, arn, region, isEmulated: values.emulator }));
  if (values.plan) return undefined;
  await checkEmpty(site, run);
  if (!(await agreed())) throw new NotBegun('Nothing was made.');
  const ended: Ended = { run, notRemoved: [] };
  const trying = tryGateway({ site, run, account, directory }, () => isInterrupted, say);
  try {
    ended.tried = await Promise.race([trying, interrupted]);
  } catch (error) {
    ended.error = error instanceof Error ? error.message : String(error);
    say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  await Promise.race([trying.catch(() => undefined), wait(lastStepMs, undefined, { ref: false })]);
  endCommands();
  say(`\nTaking away ${run} …`);
  ended.notRemoved = await destroy(site, run, say).catch((error: unknown) => [String(error)]);
  return ended;
};

const cleaned = async (site: Site, run: string): Promise<Ended> => {
  if (!isRun(run)) throw new NotBegun(`${run} is no name of a run, like smoke-0a1b2c3d.`);
  await identityIn(site);
  return { run, notRemoved: await destroy(site, run, say) };
};

const report = ({ run, tried, error, notRemoved }: Ended, region: string): number => {
  const { tally = { passed: 0, failed: 0, skipped: 0 }, results = [], notShown = [] } = tried ?? {};
  // What never ran is no success.
  const counted = error === undefined ? tally : { ...tally, failed: tally.failed + 1 };
  if (notShown.length > 0) say('\nNot shown here:');
  for (const { title, because } of notShown) say(`  ${title}: ${because}`);
  say('\nLeft on purpose:');
  for (const line of leftOnPurpose) say(`  ${line}`);
  if (notRemoved.length > 0) say(`\nLEFT THOUGH IT SHOULD NOT BE; try \`npm run test:account -- --clean ${run}\`:`);
  for (const line of notRemoved) say(`  ${line}`);
  say(`\n${summaryOf(counted)}`);
  const { passed, failed } = counted;
  const all = { run, region, passed, failed, steps: results, notShown, error, leftOnPurpose, notRemoved };
  if (values.json) process.stdout.write(`${JSON.stringify(all)}\n`);
  if (notRemoved.length > 0) return exitCodes.left;
  return failed > 0 ? exitCodes.failed : exitCodes.done;
};

const started: (() => Promise<unknown>)[] = [];

const siteIn = async (directory: string): Promise<Site> => {
  if (values.emulator) {
    await installEmulator();
    const emulator = await startEmulator(directory);
    started.push(() => emulator.stop());
    return emulatedSite(emulator, directory);
  }
  const region = values.region ?? process.env['AWS_REGION'];
  if (region === undefined || region === '') throw new NotBegun('State --region, or AWS_REGION.');
  return accountSite(region);
};

const main = async (): Promise<number> => {
  if (values.help) {
    say(usage);
    return exitCodes.done;
  }
  const directory = await mkdtemp(join(tmpdir(), 'account-'));
  try {
    const site = await siteIn(directory);
    const ended = values.clean === undefined ? await goThrough(site, directory) : await cleaned(site, values.clean);
    const code = ended ? report(ended, site.region) : exitCodes.done;
    if (code === exitCodes.done) started.push(() => rm(directory, { recursive: true, force: true }));
    else say(`Assemblies, outputs and logs are kept in ${directory}.`);
    return code;
  } catch (error) {
    if (!(error instanceof NotBegun || error instanceof EmulatorMissing)) throw error;
    say(error.message);
    return exitCodes.notBegun;
  } finally {
    for (const end of started) await end();
  }
};

process.exitCode = await main();
