import { buildSync } from 'esbuild';
import { join } from 'node:path';

const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/** Folder, below the bundles’ directory, of the authorizer. Operations have the folder of their id. */
export const authorizerBundle = 'authorizer';

/**
 * Bundles every handler in one pass, because a bundling per function costs a minute at each synth.
 * Each lands in `<directory>/<id>/index.js`, alone, so that a function’s asset changes only with its own code.
 */
export const bundleHandlers = (directory: string, operationIds: readonly string[]): void => {
  buildSync({
    entryPoints: [
      { in: join(functionsDirectory, 'authorizer', 'handler.ts'), out: join(authorizerBundle, 'index') },
      ...operationIds.map((id) => ({
        in: join(functionsDirectory, 'operations', id, 'handler.ts'),
        out: join(id, 'index'),
      })),
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
    legalComments: 'none',
    logLevel: 'error',
  });
};
