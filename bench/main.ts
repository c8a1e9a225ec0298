import { buildSync } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { documented } from '#operations/alliance-look-up-end-customer/examples';
import { operationById } from '#operations/registry';
import { bundleHandlers } from '../lib/bundle-handlers';
import { startStubs, type Stubs } from './stub';

/** `npm run bench`: the lookup against two other ways to write it, side by side in fresh processes, alternating. */
const rounds = 7;
const calls = 1_500;
const directory = join(import.meta.dirname, '.build');
const lookup = 'alliance-look-up-end-customer';

const contenders = {
  bare: 'bare node:https handler',
  middy: 'middy + Powertools + SDK + fetch',
  ours: 'this gateway',
} as const;
type Contender = keyof typeof contenders;

const bundles: Record<Contender, string> = {
  bare: join(directory, 'bare', 'index.js'),
  middy: join(directory, 'middy', 'index.js'),
  ours: join(directory, lookup, 'index.js'),
};

const sampleSchema = z.object({ coldMs: z.number(), warmP50Ms: z.number(), cpuMsPerCall: z.number() });
type Sample = z.output<typeof sampleSchema>;

const build = (): void => {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{"type":"commonjs"}');
  bundleHandlers(directory, { operations: [operationById(lookup)], routeGroups: [] });
  buildSync({
    entryPoints: [
      { in: join(import.meta.dirname, 'contenders', 'bare.ts'), out: 'bare/index' },
      { in: join(import.meta.dirname, 'contenders', 'middy-powertools.ts'), out: 'middy/index' },
    ],
    outdir: directory,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
  });
};

const event = JSON.stringify({
  httpMethod: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(documented.examples[0].request.body),
  isBase64Encoded: false,
  requestContext: {
    requestId: 'bench',
    authorizer: { clientId: 'bench', solutionProviders: '10067', scopes: 'ordering:read' },
  },
});

const environmentFor = (stubs: Stubs, certificateFile: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_EXTRA_CA_CERTS: certificateFile,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_SECRETS_MANAGER: stubs.secretsUrl,
  BENCH_UPSTREAM: `${stubs.upstreamUrl}/customerAccountLookup`,
  BENCH_SECRET_ID: 'bench',
  BENCH_CLIENT_ID: 'bench-client-id',
  BENCH_CLIENT_SECRET: 'bench-client-secret',
  TENANT: 'bench',
  ENVIRONMENT: 'uat',
  SECRET_PREFIX: 'att-partner-gateway/bench',
  BINDINGS: JSON.stringify({
    [lookup]: {
      baseUrl: stubs.upstreamUrl,
      method: 'POST',
      path: '/customerAccountLookup',
      credentialHeaders: { clientId: 'client_id', clientSecret: 'client_secret' },
    },
  }),
});

const sample = async (contender: Contender, env: NodeJS.ProcessEnv): Promise<Sample> => {
  const script = join(import.meta.dirname, 'measure.ts');
  const args = [script, bundles[contender], event, String(calls)];
  const { stderr } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * 1_048_576 });
  return sampleSchema.parse(JSON.parse(stderr.trim().split('\n').at(-1) ?? ''));
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const report = (samples: Record<Contender, Sample[]>): void => {
  const medianOf = (contender: Contender, figure: keyof Sample): number =>
    median(samples[contender].map((one) => one[figure]));
  const rows = Object.keys(contenders) as Contender[]; // The keys of a constant.
  const table = rows.map((contender) => ({
    contender: contenders[contender],
    'warm p50 ms': medianOf(contender, 'warmP50Ms').toFixed(3),
    'warm CPU ms': medianOf(contender, 'cpuMsPerCall').toFixed(3),
    'CPU ÷ bare (target ≤ 1.25)': (medianOf(contender, 'cpuMsPerCall') / medianOf('bare', 'cpuMsPerCall')).toFixed(2),
    'cold ms': medianOf(contender, 'coldMs').toFixed(0),
    'cold ÷ middy (target ≤ 0.55)': (medianOf(contender, 'coldMs') / medianOf('middy', 'coldMs')).toFixed(2),
    'bundle KB': Math.round(statSync(bundles[contender]).size / 1000),
  }));
  console.table(table);
  writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify({ rounds, calls, table }, null, 2)}\n`);
};

const main = async (): Promise<void> => {
  build();
  const stubs = await startStubs();
  const certificateFile = join(directory, 'upstream.pem');
  writeFileSync(certificateFile, stubs.certificate);
  const env = environmentFor(stubs, certificateFile);
  const samples: Record<Contender, Sample[]> = { bare: [], middy: [], ours: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of ['bare', 'middy', 'ours'] as const) samples[contender].push(await sample(contender, env));
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  report(samples);
  stubs.close();
};

await main();
