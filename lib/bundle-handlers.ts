import { buildSync } from 'esbuild';
import { join } from 'node:path';

const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/** Name of the authorizer’s bundle. Operations and routes have bundles of their id. */
export const authorizerBundle = 'authorizer';

/** Bundles of what no partner calls, by name, with the folder in `functions` each comes from. */
export const backgroundHandlers = {
  'status-poller': 'polling',
  'poller-sweep': 'polling/sweeper',
  'bulk-writer': 'bulk',
  reconciler: 'reconciler',
  'event-publisher': 'events',
  'webhook-sender': 'webhooks',
} as const;

/** Names of the folders of handlers in `functions/operations` and `functions/routes`. */
export interface HandlersToBundle {
  operations: readonly string[];
  routes: readonly string[];
}

const entry = (name: string, ...folder: string[]) => ({
  in: join(functionsDirectory, ...folder, 'handler.ts'),
  out: join(name, 'index'),
});

/**
 * Bundles every handler in one pass, because a bundling per function costs a minute at each synth.
 * Each lands in `<directory>/<name>/index.js`, alone, so that a function’s asset changes only with its own code.
 */
export const bundleHandlers = (directory: string, { operations, routes }: HandlersToBundle): void => {
  buildSync({
    entryPoints: [
      entry(authorizerBundle, 'authorizer'),
      ...Object.entries(backgroundHandlers).map(([name, folder]) => entry(name, folder)),
      ...operations.map((id) => entry(id, 'operations', id)),
      ...routes.map((id) => entry(id, 'routes', id)),
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
      '@aws-sdk/credential-provider-node': join(functionsDirectory, 'runtime', 'lambda-credential-provider.ts'),
    },
    legalComments: 'none',
    logLevel: 'error',
  });
};
