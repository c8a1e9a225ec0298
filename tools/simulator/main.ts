import { parseArgs } from 'node:util';
import * as z from 'zod';
import { operations } from '#operations/registry';
import { tincanBase } from './dialects/tincan/tincan';
import type { PushTarget } from './push-out';
import { startSimulator, type Simulator } from './simulator';

const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  state: z.string().optional(),
  'time-scale': z.coerce.number().min(0).max(1_000_000),
  json: z.boolean(),
  'push-to': z.url({ protocol: /^https?$/ }).optional(),
  'push-header': z
    .string()
    .regex(/^[\w-]+: \S/, 'must be `<name>: <value>`')
    .transform((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
    .optional(),
});

const usage = `Plays AT&T on this machine.

  npm run simulator -- [options]

  --port <n>         default 4400; 0 takes a free one
  --state <file>     keep AT&T's memory in this file over restarts
  --time-scale <n>   simulated seconds per real second, default 1
  --push-to <url>    where Tincan sends by itself how things stand; the Solution Provider’s id is put behind it
  --push-header <h>  header it sends with that: '<name>: <value>'
  --json             print one line of JSON instead of this page
`;

const page = ({ url }: Simulator): string => `
AT&T simulator        ${url}
Operations            ${operations.length}, each at ${url}/<domain><path>
Tincan Mobile         ${url}${tincanBase}, a second dialect: docs/tincan.md
Credentials           client_id demo-<family>-<Solution Provider>, client_secret demo-secret-<family>-<Solution Provider>
What it received      ${url}/__sim/requests
Magic values          ${url}/__sim/magic-values, described in docs/simulator.md

  curl -s ${url}/end-customer/customerAccountLookup \\
    -H 'content-type: application/json' -H 'x-trace-id: 1' \\
    -H 'client_id: demo-ordering-alliance-10067' -H 'client_secret: demo-secret-ordering-alliance-10067' \\
    -d '{"accountName":"Many Results","address":{"street":"","city":"Houston","state":"TX","country":"USA","zipCode":"77002"}}'

Ctrl-C ends it.
`;

const pushTargetOf = (options: z.output<typeof optionsSchema>): PushTarget | undefined => {
  const { 'push-to': url, 'push-header': header } = options;
  return url === undefined
    ? undefined
    : { url: url.replace(/\/+$/, ''), headersFor: () => (header ? Object.fromEntries([header]) : {}) };
};

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4400' },
      state: { type: 'string' },
      'time-scale': { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      'push-to': { type: 'string' },
      'push-header': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  const options = optionsSchema.parse(values);
  const simulator = await startSimulator({
    port: options.port,
    statePath: options.state,
    timeScale: options['time-scale'],
  });
  const pushTarget = pushTargetOf(options);
  if (pushTarget) simulator.pushTo(pushTarget);
  process.stdout.write(options.json ? `${JSON.stringify({ url: simulator.url })}\n` : page(simulator));
  const end = (): void => void simulator.close().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
};

run().catch((error: unknown) => {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error;
  process.stderr.write(`The simulator did not start: ${String(reason)}\n\n${usage}`);
  process.exit(1);
});
