import { parseArgs } from 'node:util';
import type { Journey, JourneyClient, StepReport } from '../../test/journeys/journey';
import { journeys } from '../../test/journeys/registry';
import { startLocalRuntime } from './local-runtime';
import { JourneyError, runJourney, type Answer } from '../../test/journeys/run-journey';

const usage = `Usage: npm run demo -- [journey ...] [options]

Goes through the gateway as a partner does, from the first call to the last, over HTTP.
Journeys: ${journeys.map(({ name }) => name).join(', ')}. All of them when none is named.

  --url <address>        a gateway that runs already, instead of one started for the demo
  --token <token>        for it: an access token with the scopes ordering, mobility and tracking, read and write
  --simulator <address>  for it: the simulator that plays AT&T behind it
  --help                 prints this text
`;

/** Says in one line what is wrong with the command line. */
class UsageError extends Error {}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const printStep = ({ step, request, status, line, state, durationMs }: StepReport): void => {
  print(`  ✓ ${step.title}`);
  print(`      ${request}  →  ${status}${line === '' ? '' : `  ${line}`}`);
  print(`      ${durationMs} ms${state === undefined ? '' : `, now ${state}`}`);
};

/** A problem document as it is worth reading; any other answer as it came. */
const shown = ({ status, text }: Answer): string => {
  try {
    return `${status}\n${JSON.stringify(JSON.parse(text), null, 2)}`.replace(/^/gm, '      ');
  } catch {
    return `      ${status} ${text}`;
  }
};

/** @returns whether it went as it should */
const show = async (journey: Journey, client: JourneyClient): Promise<boolean> => {
  print(`\n${journey.title}\n`);
  try {
    await runJourney(journey, client, printStep);
    return true;
  } catch (error) {
    print(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof JourneyError) print(shown(error.answer));
    return false;
  }
};

const optionsFrom = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        simulator: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

const chosen = (names: readonly string[]): readonly Journey[] => {
  const unknown = names.find((name) => !journeys.some((journey) => journey.name === name));
  if (unknown !== undefined) throw new UsageError(`There is no journey ${unknown}`);
  return names.length === 0 ? journeys : journeys.filter(({ name }) => names.includes(name));
};

const run = async (args: string[]): Promise<boolean> => {
  const { values, positionals } = optionsFrom(args);
  if (values.help) {
    process.stdout.write(usage);
    return true;
  }
  const wanted = chosen(positionals);
  const { url: baseUrl, token, simulator: simulatorUrl } = values;
  if (baseUrl !== undefined && (token === undefined || simulatorUrl === undefined))
    throw new UsageError('--url needs --token and --simulator');
  const client = baseUrl === undefined ? undefined : { baseUrl, token: token ?? '', simulatorUrl: simulatorUrl ?? '' };
  const runtime = client ? { client, stop: () => Promise.resolve() } : await startLocalRuntime();
  try {
    let passed = 0;
    for (const journey of wanted) passed += (await show(journey, runtime.client)) ? 1 : 0;
    print(`\n${passed} passed, ${wanted.length - passed} failed`);
    return passed === wanted.length;
  } finally {
    await runtime.stop();
  }
};

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}. See npm run demo -- --help` : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
