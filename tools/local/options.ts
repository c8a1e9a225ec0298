import { parseArgs } from 'node:util';
import * as z from 'zod';

export const usage = `Usage: npm start -- [options]

Runs the gateway on this machine: the real handlers, AT&T played by a simulator.

  --tenant <tenant>         runs what that tenant would deploy: AT&T speaks as its contract states (default: every
                            operation, in the shapes of the API reference)
  --tenants <folder>        where tenants are (default: tenants)
  --port <number>           port of the gateway; 0 takes any free one (default: 3000, or the next free one)
  --data-dir <folder>       keeps grants, clients, secrets, keys and the simulator's state there over a restart
  --time-scale <number>     how many times faster than real time the simulated AT&T works (default: 1)
  --json                    prints one line of JSON once ready, instead of the start page
  --verbose                 shows the handlers' logs on standard error instead of writing them to a file
  --help                    prints this text
`;

const number = (minimum: number, maximum: number, wanted: string) =>
  z.preprocess(
    (text) => (typeof text === 'string' && text.trim() !== '' ? Number(text) : text),
    z.number(`must be ${wanted}`).min(minimum, `must be ${wanted}`).max(maximum, `must be ${wanted}`),
  );

const portText = 'a port number from 0 to 65535';

const schema = z.object({
  tenant: z.string().min(1, 'must name a tenant').optional(),
  tenants: z.string().min(1, 'must name a folder').default('tenants'),
  port: number(0, 65_535, portText)
    .pipe(z.int(`must be ${portText}`))
    .optional(),
  'data-dir': z.string().min(1, 'must name a folder').optional(),
  'time-scale': number(0.001, 1_000_000, 'a number above 0').default(1),
  json: z.boolean().default(false),
  verbose: z.boolean().default(false),
  help: z.boolean().default(false),
});

export interface Options {
  /** Absent: the example, with everything bound. */
  tenant: string | undefined;
  /** The folder tenants are in. */
  tenants: string;
  /** Absent: the first free one from 3000. */
  port: number | undefined;
  dataDir: string | undefined;
  timeScale: number;
  json: boolean;
  verbose: boolean;
  help: boolean;
}

/** Says in one line what is wrong with the command line. */
export class UsageError extends Error {}

/** @throws UsageError */
export const optionsFrom = (args: string[]): Options => {
  const parsed = schema.safeParse(valuesOf(args));
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`);
    throw new UsageError(mistakes.join('; '));
  }
  const { port, 'data-dir': dataDir, 'time-scale': timeScale } = parsed.data;
  const { tenant, tenants, json, verbose, help } = parsed.data;
  return { tenant, tenants, port, dataDir, timeScale, json, verbose, help };
};

const valuesOf = (args: string[]): Record<string, unknown> => {
  try {
    return parseArgs({
      args,
      options: {
        tenant: { type: 'string' },
        tenants: { type: 'string' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'time-scale': { type: 'string' },
        json: { type: 'boolean' },
        verbose: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    // The parser's message ends with advice on how to pass such a word as a value, which nobody wants here.
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
};
