import type { Deployment } from './deploy-tenant';
import type { Received } from '../support/webhook-partner';
import type { Operator } from './operator';

/** What a journey goes through: a deployed gateway, its operator, and the simulated AT&T behind it. */
export interface World {
  deployment: Deployment;
  operator: Operator;
  simulatorUrl: string;
  /** How many times longer things may take than in the emulator; 1 when left out. */
  slowness?: number;
  /** A partner’s endpoint that the deployment reaches; one on this machine when left out. */
  receive?: () => Promise<Receiver>;
}

/** A partner’s endpoint: answers challenges, and takes everything else. */
export interface Receiver {
  url: string;
  /** What has come, oldest first. Grows. */
  received: readonly Received[];
  close(): void;
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

/** How one step went. */
export interface Result {
  journey: string;
  title: string;
  isPassed: boolean;
  milliseconds: number;
}

/** Who is told how steps went. */
export interface Audience {
  write: (text: string) => unknown;
  end: (result: Result) => void;
  /** Whether no further step is to be begun; none is left out when this is. */
  isOver?: () => boolean;
}

const onStdout: Audience = { write: (text) => process.stdout.write(text), end: () => undefined };

/** Runs the steps of every journey and prints each with its result. */
export const runJourneys = async <W>(
  journeys: readonly Journey<W>[],
  world: W,
  { write, end, isOver = () => false }: Audience = onStdout,
): Promise<Tally> => {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, steps } of journeys) {
    write(`\n${name}\n`);
    for (const { title, run } of steps) {
      if (isOver()) return tally;
      const startedAt = Date.now();
      const error = await run(world).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const [isPassed, milliseconds] = [error === undefined, Date.now() - startedAt];
      tally[isPassed ? 'passed' : 'failed'] += 1;
      write(`  ${isPassed ? 'ok  ' : 'FAIL'} ${title} (${milliseconds} ms)\n`);
      if (error !== undefined) write(`${indented(error)}\n`);
      end({ journey: name, title, isPassed, milliseconds });
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
