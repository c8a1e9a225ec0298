import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#domain/define-operation';
import * as listing from '#operations/listing';
import { polledReads } from '#operations/polled-reads';
import { operations } from '#operations/registry';

const operationsDirectory = join(import.meta.dirname, '..', 'functions', 'operations');

/** The list of some operations’ definitions, as a module that imports these and no others. */
const definitionsOf = (name: string, definitions: readonly Operation[]): string =>
  [
    ...definitions.map(
      ({ id }, index) =>
        `import { operation as operation${index} } from ${JSON.stringify(join(operationsDirectory, id, 'operation.ts'))};`,
    ),
    `export const ${name} = [${definitions.map((_, index) => `operation${index}`).join(', ')}];`,
  ].join('\n');

const asData = (exports: object): string =>
  Object.entries(exports)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');

/**
 * What comes out of the registry, in place of the modules that work it out of all definitions: a bundle then carries what
 * it uses. Written into the directory.
 * @returns the files, by the module they stand for
 */
export const registryInBundles = (directory: string): Record<string, string> => {
  const modules = {
    listing: asData(listing),
    'polled-reads': definitionsOf('polledReads', polledReads),
    // Without the examples, which only documents, tools and tests show.
    registry: definitionsOf('operations', operations),
  };
  return Object.fromEntries(
    Object.entries(modules).map(([name, source]) => {
      const file = join(directory, `${name}.js`);
      writeFileSync(file, source);
      return [`#operations/${name}`, file];
    }),
  );
};
