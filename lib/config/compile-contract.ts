import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '#domain/contract/statement';
import { compiledSchema } from './compile-schema';

const mistakesFile = join(import.meta.dirname, '..', '..', 'functions', 'domain', 'contract', 'schema-mistakes.ts');

/** What a statement is in a module, its schema compiled as well. */
const statementSource = (
  id: string,
  { request, answer, push }: Contract[string],
  validator: string | undefined,
): string => {
  const check = validator === undefined ? '' : `, check: schemaMistakes(${validator})`;
  const parts = [
    ...(request ? [`request: { ...${JSON.stringify(request)}${check} }`] : []),
    ...(answer ? [`answer: ${JSON.stringify(answer)}`] : []),
    ...(push ? [`push: ${JSON.stringify(push)}`] : []),
  ];
  return `  ${JSON.stringify(id)}: { ${parts.join(', ')} },`;
};

/** Writes modules that export statements of operations as `contract`. */
export interface CompiledContract {
  /**
   * @param takesPushes whether its functions read what AT&T pushes as well
   * @returns the file of a module with the statements of these operations that have one; undefined when none has
   */
  moduleOf(name: string, operations: readonly string[], takesPushes: boolean): string | undefined;
}

/**
 * Compiles the schemas of a contract into a directory, once.
 * @throws ConfigurationMistake for a schema that is none
 */
export const compileContract = (contract: Contract, directory: string): CompiledContract => {
  const validators = new Map(
    Object.entries(contract).flatMap(([id, { request }]) => {
      if (!request?.schema) return [];
      const file = join(directory, `validate-${id}.mjs`);
      writeFileSync(file, compiledSchema(`bindings.${id}.request.schema`, request.schema).source());
      return [[id, file]];
    }),
  );
  return {
    moduleOf: (name, operations, takesPushes) => {
      const stated = operations.flatMap((id) => {
        const { push, ...calls } = contract[id] ?? {};
        const statement = takesPushes && push ? { ...calls, push } : calls;
        return Object.keys(statement).length > 0 ? [[id, statement] as const] : [];
      });
      if (stated.length === 0) return undefined;
      const imports = stated.flatMap(([id], index) => {
        const validator = validators.get(id);
        return validator === undefined ? [] : [`import validate${index} from ${JSON.stringify(validator)};`];
      });
      const file = join(directory, `contract-${name}.js`);
      const lines = [
        ...(imports.length > 0 ? [`import { schemaMistakes } from ${JSON.stringify(mistakesFile)};`] : []),
        ...imports,
        'export const contract = {',
        ...stated.map(([id, one], index) =>
          statementSource(id, one, validators.has(id) ? `validate${index}` : undefined),
        ),
        '};',
      ];
      writeFileSync(file, lines.join('\n'));
      return file;
    },
  };
};
