import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in a bundle that makes JSON Schema with the zod that cannot. */
export const missingJsonSchema = 'This bundle has a zod without JSON Schema.';

/** Parts of zod that bundles are made of, and the modules among them that make JSON Schema, or follow values that go in circles. */
const parts =
  /[\\/]zod(?:[\\/](?:package\.json|index\.js|v4)|[\\/]v4[\\/](?:core|classic|locales)(?:[\\/][\w-]+\.js)?)?$/;
const unused = ['to-json-schema.js', 'json-schema-processors.js', 'memoizer.js'];

/**
 * zod without what every schema carries and functions have no use for: what makes JSON Schema, which one function alone does;
 * what follows circles, which no JSON has; descriptions; methods of texts for what zod has functions for (`z.email()`, not
 * `z.string().email()`), each with the format it checks. Written into the directory. @returns the file that stands for zod
 */
export const leanZod = (directory: string): string => {
  const copy = join(directory, 'zod');
  cpSync(join(import.meta.dirname, '..', 'node_modules', 'zod'), copy, {
    recursive: true,
    filter: (path) => parts.test(path),
  });
  for (const name of unused) rewrite(join(copy, 'v4', 'core', name), withoutWork);
  rewrite(join(copy, 'v4', 'classic', 'schemas.js'), (source) => withoutDescriptions(withoutFormatMethods(source)));
  rewrite(join(copy, 'v4', 'core', 'schemas.js'), quickOnceUsedAgain);
  return join(copy, 'index.js');
};

const rewrite = (file: string, change: (source: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

const withoutFormatMethods = (source: string): string =>
  source.replaceAll(/^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm, '');

const unlike = 'zod is written in another way than lib/lean-zod.ts knows.';

/**
 * What an object is parsed by is compiled when one comes a second time: a function’s first call, which a caller waits longest
 * for, would compile it for each of its schemas and use it once. @throws Error when zod is not written as it was
 */
const quickOnceUsedAgain = (source: string): string => {
  const [compiled, chosen] = ['let fastpass;', 'ctx.jitless !== true)'];
  if (source.split(compiled).length !== 2 || source.split(chosen).length !== 2) throw new Error(unlike);
  return source
    .replace(compiled, 'let fastpass, hasParsed = false;')
    .replace(chosen, 'ctx.jitless !== true && (hasParsed || !(hasParsed = true)))');
};

/** What a schema is described by is for documents; each description would be one more schema to make. @throws Error as above */
const withoutDescriptions = (source: string): string =>
  ['{ description }', 'args[0]'].reduce((rest, described) => {
    const copied = `const cl = this.clone();\n        core.globalRegistry.add(cl, ${described});\n        return cl;`;
    if (rest.split(copied).length !== 2) throw new Error(unlike);
    return rest.replace(copied, 'return this;');
  }, source);

/** A module with the same exports, which do nothing; what functions call by itself says why. */
const withoutWork = (source: string): string =>
  [...source.matchAll(/^export (?:const|let|class|(?:async )?function) (\w+)/gm)]
    .map(([, name = '']) =>
      name === 'toJSONSchema'
        ? `export const ${name} = () => { throw new Error(${JSON.stringify(missingJsonSchema)}); };`
        : `export const ${name} = () => undefined;`,
    )
    .join('\n');
