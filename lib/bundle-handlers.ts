import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Operation } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { registryInBundles } from './registry-in-bundles';

const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/** Name of the authorizer’s bundle. Operations and routes have bundles of their id. */
export const authorizerBundle = 'authorizer';

/** Bundles of what no partner calls, by name: each has its entry in `functions/entry`. */
export const backgroundHandlers = [
  'status-poller',
  'poller-sweep',
  'bulk-writer',
  'reconciler',
  'event-publisher',
  'webhook-sender',
] as const;

export interface HandlersToBundle {
  operations: readonly Operation[];
  /** Names of the entries in `functions/entry/routes`. */
  routes: readonly string[];
}

const entry = (name: string, ...file: string[]) => ({
  in: join(functionsDirectory, ...file),
  out: join(name, 'index'),
});

/** The entry of an operation follows from its definition. @returns where it stands */
const operationEntry = (directory: string, operation: Operation) => {
  const { handler, effects } = operationEntryOf(operation);
  const path = join(directory, `${operation.id}.ts`);
  const from = (...file: string[]): string => JSON.stringify(join(functionsDirectory, ...file));
  writeFileSync(
    path,
    `import { operation } from ${from('operations', operation.id, 'operation.ts')};
import { ${handler}, ${effects} } from ${from('entry', 'operation-handlers.ts')};
export const handler = ${handler}(operation, ${effects});
`,
  );
  return { in: path, out: join(operation.id, 'index') };
};

/**
 * Bundles every handler in one pass, because a bundling per function costs a minute at each synth.
 * Each lands in `<directory>/<name>/index.js`, alone, so that a function’s asset changes only with its own code.
 */
export const bundleHandlers = (directory: string, { operations, routes }: HandlersToBundle): void => {
  const entries = join(directory, '.entries');
  mkdirSync(entries, { recursive: true });
  buildSync({
    entryPoints: [
      ...[authorizerBundle, ...backgroundHandlers].map((name) => entry(name, 'entry', `${name}.ts`)),
      ...operations.map((operation) => operationEntry(entries, operation)),
      ...routes.map((id) => entry(id, 'entry', 'routes', `${id}.ts`)),
    ],
    outdir: directory,
    absWorkingDir: join(functionsDirectory, '..'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    // ES modules where a package has them, so that what is not used is left out.
    mainFields: ['module', 'main'],
    alias: {
      ...registryInBundles(entries),
      '@aws-sdk/credential-provider-node': join(functionsDirectory, 'platform', 'lambda-credential-provider.ts'),
    },
    legalComments: 'none',
    logLevel: 'error',
  });
};
