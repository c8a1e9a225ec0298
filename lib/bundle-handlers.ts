import { buildSync } from 'esbuild';
import { join } from 'node:path';

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

/** Names of the folders of handlers in `functions/operations` and `functions/routes`. */
export interface HandlersToBundle {
  operations: readonly string[];
  routes: readonly string[];
}

const entry = (name: string, ...file: string[]) => ({
  in: join(functionsDirectory, ...file),
  out: join(name, 'index'),
});

/**
 * Bundles every handler in one pass, because a bundling per function costs a minute at each synth.
 * Each lands in `<directory>/<name>/index.js`, alone, so that a function’s asset changes only with its own code.
 */
export const bundleHandlers = (directory: string, { operations, routes }: HandlersToBundle): void => {
  buildSync({
    entryPoints: [
      ...[authorizerBundle, ...backgroundHandlers].map((name) => entry(name, 'entry', `${name}.ts`)),
      ...operations.map((id) => entry(id, 'operations', id, 'handler.ts')),
      ...routes.map((id) => entry(id, 'routes', id, 'handler.ts')),
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
      '@aws-sdk/credential-provider-node': join(functionsDirectory, 'platform', 'lambda-credential-provider.ts'),
    },
    legalComments: 'none',
    logLevel: 'error',
  });
};
