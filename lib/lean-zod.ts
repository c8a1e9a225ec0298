import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in a bundle that makes JSON Schema with the zod that cannot. */
export const missingJsonSchema = 'This bundle has a zod without JSON Schema.';

const functionsDirectory = join(import.meta.dirname, '..', 'functions');

/** Parts of zod that bundles are made of, and the modules among them that make JSON Schema, or follow values that go in circles. */
const parts =
  /[\\/]zod(?:[\\/](?:package\.json|index\.js|v4)|[\\/]v4[\\/](?:core|classic|locales)(?:[\\/][\w-]+\.js)?)?$/;
const unused = ['to-json-schema.js', 'json-schema-processors.js', 'memoizer.js'];

/**
 * zod without what every schema carries and functions have no use for: what makes JSON Schema, which one function alone does;
 * what follows circles, which no JSON has; descriptions; methods of texts for what zod has functions for (`z.email()`, not
 * `z.string().email()`), each with the format it checks, and all other methods that no function calls. Written into the directory. @returns the file that stands for zod
 */
export const leanZod = (directory: string): string => {
  const copy = join(directory, 'zod');
  cpSync(join(import.meta.dirname, '..', 'node_modules', 'zod'), copy, {
    recursive: true,
    filter: (path) => parts.test(path),
  });
  for (const name of unused) rewrite(join(copy, 'v4', 'core', name), withoutWork);
  for (const change of [withoutDescriptions, withoutFormatMethods, withoutUnusedMethods, withUtilOfItsModule])
    rewrite(join(copy, 'v4', 'classic', 'schemas.js'), change);
  rewrite(join(copy, 'v4', 'core', 'core.js'), withSharedMembers);
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

/** @throws Error when zod is not written as it was */
const replaced = (source: string, written: string, by: string): string => {
  const parts = source.split(written);
  if (parts.length !== 2) throw new Error(unlike);
  return parts.join(by);
};

const method = /^ {4}(?:async )?(\w+)(?:\(| = |: (?:async )?function).*\{\n(?: {8}.*\n)+ {4}\},\n/gm;

/** Methods that neither a function nor zod calls, with the kinds of schemas they alone make. */
const withoutUnusedMethods = (source: string): string => {
  const called = calledIn(`${sourcesIn(functionsDirectory)}\n${source}`);
  return source.replaceAll(method, (written: string, name: string) => (called.has(name) ? written : ''));
};

/** Names of what is called, or handed on, as a method; zod calls what it has as functions by way of its modules. */
const calledIn = (source: string): ReadonlySet<string | undefined> =>
  new Set(
    [...source.matchAll(/(?<!\b(?:core|util|checks|parse|processors|regexes|registries))\.(\w+)/g)].map(
      ([, name]) => name,
    ),
  );

const sourcesIn = (directory: string): string =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('\n');

/** By way of another module’s exports all of it would be carried. @throws Error as above */
const withUtilOfItsModule = (source: string): string =>
  [
    ['import { util } from "../core/index.js";', 'import * as util from "../core/util.js";'],
    ['core.util.constantCatch(', 'util.constantCatch('],
  ].reduce((rest, [written = '', by = '']) => replaced(rest, written, by), source);

/**
 * Each kind of schema has the methods of all schemas on a prototype of its own: some fifty, set up for each of a dozen kinds.
 * Here kinds with the same methods inherit them from one object. Prototypes that somebody changes are not looked for: nobody does.
 * @throws Error as above
 */
const withSharedMembers = (source: string): string =>
  [
    [
      'const initialized = protoMembers && new WeakSet();',
      'const initialized = protoMembers && new WeakSet(), shared = new Map();',
    ],
    [
      'installMembers(target, protoMembers);',
      `const inherited = Object.getPrototypeOf(target);
                if (!shared.has(inherited)) {
                    shared.set(inherited, Object.create(inherited));
                    installMembers(shared.get(inherited), protoMembers);
                }
                Object.setPrototypeOf(target, shared.get(inherited));`,
    ],
  ].reduce((rest, [written = '', by = '']) => replaced(rest, written, by), withoutChangedPrototypes(source));

const withoutChangedPrototypes = (source: string): string => {
  const [begin, end] = ['        // support prototype modifications', "\n    }\n    // doesn't work if Parent"].map(
    (text) => source.indexOf(text),
  );
  if (begin === undefined || end === undefined || begin < 0 || end < begin) throw new Error(unlike);
  return source.slice(0, begin) + source.slice(end);
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
