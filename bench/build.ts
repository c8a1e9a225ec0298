import { buildSync } from 'esbuild';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { authorizerBundle, bundleHandlers } from '../lib/bundle-handlers';
import { allContenders, type Contender } from './contenders';

export const buildDirectory = join(import.meta.dirname, '.build');
export const worker = join(import.meta.dirname, 'worker.cjs');

const isOurs = (contender: Contender): boolean =>
  contender === authorizerBundle || operations.some(({ id }) => id === contender);

export const bundleOf = (contender: string): string => join(buildDirectory, contender, 'index.js');

/** Builds every function of the gateway as a deployment does, and the others as their users would. */
export const build = (): void => {
  rmSync(buildDirectory, { recursive: true, force: true });
  mkdirSync(buildDirectory, { recursive: true });
  writeFileSync(join(buildDirectory, 'package.json'), '{"type":"commonjs"}');
  bundleHandlers(buildDirectory, { operations, routeGroups: [] });
  buildSync({
    outdir: buildDirectory,
    bundle: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
    entryPoints: allContenders
      .filter((contender) => !isOurs(contender))
      .map((name) => ({ in: join(import.meta.dirname, 'contenders', `${name}.ts`), out: join(name, 'index') })),
    minify: true,
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
  });
};

export const bundleKilobytes = (name: string): number => statSync(bundleOf(name)).size / 1000;

/** The largest bundle of each kind of function, in kilobytes of 1,000 bytes, and whose it is. */
export const largestBundles = (): Record<'read' | 'trackedRead' | 'write' | 'authorizer', [number, string]> => {
  const largestOf = (names: readonly string[]): [number, string] =>
    names
      .map((name): [number, string] => [bundleKilobytes(name), name])
      .reduce((largest, one) => (one[0] > largest[0] ? one : largest));
  const ofKind = (...kinds: string[]): string[] =>
    operations.filter((operation) => kinds.includes(operationEntryOf(operation).handler)).map(({ id }) => id);
  return {
    read: largestOf(ofKind('read', 'cachedRead')),
    trackedRead: largestOf(ofKind('trackedRead')),
    write: largestOf(ofKind('write')),
    authorizer: largestOf([authorizerBundle]),
  };
};
