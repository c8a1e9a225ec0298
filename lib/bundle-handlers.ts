import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Operation } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import type { RouteGroup } from '#routes/define-group';
import { groupEntryOf } from '#routes/group-entry';
import type { Contract } from '#domain/contract/statement';
import { compileContract, type CompiledContract } from './config/compile-contract';
import { leanZod } from './lean-zod';
import { sightingKeeperName } from './names';
import { importsOfStatement, readByThem, registryInBundles } from './registry-in-bundles';

const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/** Name of the authorizer’s bundle. Operations and groups of own routes have bundles of their id, the keeper of sightings of its name. */
export const authorizerBundle = 'authorizer';

/** Bundles of what no partner calls, by name: each has its entry in `functions/entry`. */
export const backgroundHandlers = [
  'status-poller',
  'poller-sweep',
  'bulk-writer',
  'reconciler',
  'drift-report',
  'event-publisher',
  'webhook-sender',
] as const;

/** The same where AT&T may push. */
export const pushHandlers = ['push-receiver', 'push-applier'] as const;

export interface HandlersToBundle {
  operations: readonly Operation[];
  routeGroups: readonly RouteGroup[];
  /** What the tenant states of operations. */
  contract?: Contract;
  /** Whether AT&T may push. */
  hasPushes?: boolean;
  /** Ids of operations whose writes are made by workers. */
  late?: readonly string[];
}

/** Where a bundle begins, and what it is called. */
interface Entry {
  in: string;
  out: string;
}

const entry = (name: string, ...file: string[]): Entry => ({
  in: join(functionsDirectory, ...file),
  out: join(name, 'index'),
});

const from = (...file: string[]): string => JSON.stringify(join(functionsDirectory, ...file));

const writtenEntry = (directory: string, id: string, text: string): Entry => {
  const path = join(directory, `${id}.ts`);
  writeFileSync(path, text);
  return { in: path, out: join(id, 'index') };
};

/** The entry of an operation follows from its definition. @returns where it stands */
const operationEntry = (directory: string, operation: Operation, contract: CompiledContract, isLate: boolean) => {
  const { handler, effects } = operationEntryOf(operation);
  const [made, file, exported] = isLate
    ? ['lateWrite', 'late-handlers.ts', '{ handler, worker }']
    : [handler, 'operation-handlers.ts', 'handler'];
  const stated = contract.moduleOf(operation.id, readByThem([operation]), false);
  const imports = stated === undefined ? [] : importsOfStatement(stated);
  return writtenEntry(
    directory,
    operation.id,
    `import { operation } from ${from('operations', operation.id, 'operation.ts')};
import { ${made}, ${effects} } from ${from('entry', file)};
${imports.join('\n')}
export const ${exported} = ${made}(${stated === undefined ? 'operation' : 'asStated(contract)(operation)'}, ${effects});
`,
  );
};

/** The entry of a group of own routes follows from its id. @returns where it stands */
const groupEntry = (directory: string, group: RouteGroup) => {
  const made = groupEntryOf(group);
  return writtenEntry(
    directory,
    group.id,
    `import { ${made} } from ${from('entry', 'own-route-handlers.ts')};
export const handler = ${made}();
`,
  );
};

/**
 * Bundles all handlers together, because a bundling per function costs a minute at each synth.
 * Each lands in `<folder>/<name>/index.js`, alone, so that a function’s asset changes only with its own code.
 * @param folder absolute, or relative to the working directory as the CDK command names it
 * @returns every file that is in a bundle, relative to the repository
 */
export const bundleHandlers = (
  folder: string,
  { operations, routeGroups, contract = {}, hasPushes = false, late = [] }: HandlersToBundle,
): string[] => {
  const directory = resolve(folder);
  const entries = join(directory, '.entries');
  mkdirSync(entries, { recursive: true });
  const compiled = compileContract(contract, entries);
  const registry = registryInBundles(entries, compiled);
  const groups = Map.groupBy(routeGroups, ({ id }) => makingJsonSchema.has(id));
  const entriesOf = (some: readonly RouteGroup[] = []): Entry[] => some.map((group) => groupEntry(entries, group));
  const withSchemas = bundle(directory, registry, entriesOf(groups.get(true)));
  const others = bundle(directory, { ...registry, zod: leanZod(entries) }, [
    ...[authorizerBundle, sightingKeeperName, ...backgroundHandlers, ...(hasPushes ? pushHandlers : [])].map((name) =>
      entry(name, 'entry', `${name}.ts`),
    ),
    ...operations.map((operation) => operationEntry(entries, operation, compiled, late.includes(operation.id))),
    ...entriesOf(groups.get(false)),
  ]);
  return [...new Set([...withSchemas, ...others])];
};

/** Groups of own routes that make JSON Schema of schemas. A test holds that no other function does. */
const makingJsonSchema: ReadonlySet<string> = new Set(['bulk-create']);

const bundle = (outdir: string, alias: Record<string, string>, entryPoints: Entry[]): string[] => {
  const { metafile } = buildSync({
    metafile: true,
    entryPoints,
    outdir,
    absWorkingDir: join(functionsDirectory, '..'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    // ES modules where a package has them, so that what is not used is left out.
    mainFields: ['module', 'main'],
    alias: {
      ...alias,
      '@aws-sdk/credential-provider-node': join(functionsDirectory, 'platform', 'lambda-credential-provider.ts'),
    },
    // What compiled schemas use is the project’s, wherever they are written to.
    nodePaths: [join(functionsDirectory, '..', 'node_modules')],
    legalComments: 'none',
    logLevel: 'error',
  });
  // What was looked at and left out is in no bundle.
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
};
