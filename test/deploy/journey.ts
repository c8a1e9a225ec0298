import type { Deployment } from './deploy-tenant';
import type { Operator } from './operator';

/** What a journey goes through: a deployed gateway, its operator, and the simulated AT&T behind it. */
export interface World {
  deployment: Deployment;
  operator: Operator;
  simulatorUrl: string;
}

/** One thing the deployment promises. Steps of a journey run in order; a step that fails does not stop the next. */
export interface Step<W = World> {
  title: string;
  run: (world: W) => Promise<void>;
}

/** A named list of steps. A new journey is a file of its own, listed in `main.ts`. */
export interface Journey<W = World> {
  name: string;
  steps: readonly Step<W>[];
}

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs the steps of every journey and prints each with its result. */
export const runJourneys = async <W>(journeys: readonly Journey<W>[], world: W): Promise<Tally> => {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, steps } of journeys) {
    process.stdout.write(`\n${name}\n`);
    for (const { title, run } of steps) {
      const startedAt = Date.now();
      const error = await run(world).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      tally[error === undefined ? 'passed' : 'failed'] += 1;
      process.stdout.write(`  ${error === undefined ? 'ok  ' : 'FAIL'} ${title} (${Date.now() - startedAt} ms)\n`);
      if (error !== undefined) process.stdout.write(`${indented(error)}\n`);
    }
  }
  return tally;
};

const indented = (error: unknown): string =>
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).replace(/^/gm, '       ');

export const stepsOf = (journeys: readonly Journey<never>[]): number =>
  journeys.reduce((sum, { steps }) => sum + steps.length, 0);

export const summaryOf = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
