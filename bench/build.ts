import { buildSync } from 'esbuild';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { authorizerBundle, bundleHandlers } from '../lib/bundle-handlers';
import { allContenders, type Contender } from './contenders';
import { contract } from './stated';

export const buildDirectory = join(import.meta.dirname, '.build');
export const worker = join(import.meta.dirname, 'worker.cjs');

/** Functions of a tenant that states its contract, in a folder of their own. */
const statedFolder = 'stated';
const stated = operations.filter(({ id }) => id in contract);

const isOurs = (contender: Contender): boolean =>
  contender === authorizerBundle ||
  contender.startsWith(`${statedFolder}/`) ||
  operations.some(({ id }) => id === contender);

export const bundleOf = (contender: string): string => join(buildDirectory, contender, 'index.js');

/** Builds every function of the gateway as a deployment does, and the others as their users would. */
export const build = (): void => {
  rmSync(buildDirectory, { recursive: true, force: true });
  mkdirSync(buildDirectory, { recursive: true });
  writeFileSync(join(buildDirectory, 'package.json'), '{"type":"commonjs"}');
  bundleHandlers(buildDirectory, { operations, routeGroups: [] });
  bundleHandlers(join(buildDirectory, statedFolder), { operations: stated, routeGroups: [], contract });
  // Two packages of one name, zod’s, are more than Jest takes.
  rmSync(join(buildDirectory, statedFolder, '.entries'), { recursive: true });
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

type Largest = [kilobytes: number, name: string];

const largestOf = (names: readonly string[]): Largest =>
  names
    .map((name): Largest => [bundleKilobytes(name), name])
    .reduce((largest, one) => (one[0] > largest[0] ? one : largest));

/** The largest bundle of each kind of function, in kilobytes of 1,000 bytes, and whose it is. */
export const largestBundles = () => ({
  ...largestAmong(operations, ''),
  stated: largestAmong(stated, `${statedFolder}/`),
  authorizer: largestOf([authorizerBundle]),
});

const largestAmong = (
  some: readonly Operation[],
  folder: string,
): Record<'read' | 'trackedRead' | 'write', Largest> => {
  const ofKind = (...kinds: string[]): string[] =>
    some.filter((operation) => kinds.includes(operationEntryOf(operation).handler)).map(({ id }) => `${folder}${id}`);
  return {
    read: largestOf(ofKind('read', 'cachedRead')),
    trackedRead: largestOf(ofKind('trackedRead')),
    write: largestOf(ofKind('write')),
  };
};
