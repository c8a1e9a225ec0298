import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in a bundle that makes JSON Schema with the zod that cannot. */
export const missingJsonSchema = 'This bundle has a zod without JSON Schema.';

/** Parts of zod that bundles are made of, and the modules among them that make JSON Schema of schemas. */
const parts =
  /[\\/]zod(?:[\\/](?:package\.json|index\.js|v4)|[\\/]v4[\\/](?:core|classic|locales)(?:[\\/][\w-]+\.js)?)?$/;
const jsonSchemaModules = ['to-json-schema.js', 'json-schema-processors.js'];

/**
 * zod without what makes JSON Schema: every schema would carry it, 19 KB in each bundle, and one function uses it. Written into
 * the directory. @returns the file that stands for zod
 */
export const leanZod = (directory: string): string => {
  const copy = join(directory, 'zod');
  cpSync(join(import.meta.dirname, '..', 'node_modules', 'zod'), copy, {
    recursive: true,
    filter: (path) => parts.test(path),
  });
  for (const name of jsonSchemaModules) {
    const file = join(copy, 'v4', 'core', name);
    writeFileSync(file, withoutWork(readFileSync(file, 'utf8')));
  }
  return join(copy, 'index.js');
};

/** A module with the same exports, which do nothing; what functions call by itself says why. */
const withoutWork = (source: string): string =>
  [...source.matchAll(/^export (?:const|let|class|(?:async )?function) (\w+)/gm)]
    .map(([, name = '']) =>
      name === 'toJSONSchema'
        ? `export const ${name} = () => { throw new Error(${JSON.stringify(missingJsonSchema)}); };`
        : `export const ${name} = () => undefined;`,
    )
    .join('\n');
