import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { comparedReads } from '#operations/compared-reads';
import * as listing from '#operations/listing';
import { polledReads } from '#operations/polled-reads';
import { operations } from '#operations/registry';
import type { CompiledContract } from './config/compile-contract';

const functionsDirectory = join(import.meta.dirname, '..', 'functions');
const operationsDirectory = join(functionsDirectory, 'operations');
const asStatedFile = join(functionsDirectory, 'domain', 'contract', 'as-stated.ts');

/** The list of some operations’ definitions, as a module that imports these and no others, as the contract states them. */
const definitionsOf = (name: string, definitions: readonly Operation[], contract: CompiledContract): string => {
  const stated = contract.moduleOf(name, readByThem(definitions), true);
  return [
    ...definitions.map(
      ({ id }, index) =>
        `import { operation as operation${index} } from ${JSON.stringify(join(operationsDirectory, id, 'operation.ts'))};`,
    ),
    ...(stated === undefined ? [] : importsOfStatement(stated)),
    `export const ${name} = [${definitions.map((_, index) => `operation${index}`).join(', ')}]${stated === undefined ? '' : '.map(asStated(contract))'};`,
  ].join('\n');
};

/** Ids of operations and of those they are read by. */
export const readByThem = (definitions: readonly Operation[]): string[] => [
  ...new Set(
    definitions.flatMap((one) =>
      [one.id, ...readBacksOf(one).map(({ by }) => by.id), one.polledBy?.id].filter((id) => id !== undefined),
    ),
  ),
];

/** What brings operations into the shape that a module of a contract’s statements has. */
export const importsOfStatement = (file: string): string[] => [
  `import { asStated } from ${JSON.stringify(asStatedFile)};`,
  `import { contract } from ${JSON.stringify(file)};`,
];

const asData = (exports: object): string =>
  Object.entries(exports)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');

/**
 * What comes out of the registry, in place of the modules that work it out of all definitions: a bundle then carries what
 * it uses. Written into the directory.
 * @returns the files, by the module they stand for
 */
export const registryInBundles = (directory: string, contract: CompiledContract): Record<string, string> => {
  const modules = {
    listing: asData(listing),
    'polled-reads': definitionsOf('polledReads', polledReads, contract),
    'compared-reads': definitionsOf('comparedReads', comparedReads, contract),
    // Without the examples, which only documents, tools and tests show.
    registry: definitionsOf('operations', operations, contract),
  };
  return Object.fromEntries(
    Object.entries(modules).map(([name, source]) => {
      const file = join(directory, `${name}.js`);
      writeFileSync(file, source);
      return [`#operations/${name}`, file];
    }),
  );
};
