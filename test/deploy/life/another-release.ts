import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Assembly } from '../deploy-tenant';

const assets = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string(), packaging: z.string() }) })),
});

const filesIn = (directory: string, ending: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name));

const codeFiles = ['index.js', 'index.mjs'];

/** Hashes stand for what they are of; another content has another one. */
const anotherHash = (hash: string): string => hash.slice(32) + hash.slice(0, 32);

/**
 * Makes an assembly one of another release: the code of every function is another, as is the hash by which it is uploaded and named.
 * @returns of how many functions’ bundles
 */
export const makeAnotherRelease = ({ directory }: Assembly): number => {
  const lists = filesIn(directory, '.assets.json').map((path) => assets.parse(JSON.parse(readFileSync(path, 'utf8'))));
  const entries = new Map(lists.flatMap(({ files }) => Object.entries(files)));
  let bundles = 0;
  for (const { source } of entries.values()) {
    if (source.packaging !== 'zip') continue;
    const code = codeFiles.map((name) => join(directory, source.path, name)).find((path) => existsSync(path));
    if (code === undefined) throw new Error(`${source.path} has none of ${codeFiles.join(', ')}.`);
    appendFileSync(code, '\n// Another release.\n');
    bundles += 1;
  }
  for (const path of filesIn(directory, '.json')) {
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      [...entries.keys()].reduce((changed, hash) => changed.replaceAll(hash, anotherHash(hash)), text),
    );
  }
  for (const name of readdirSync(directory).filter((one) => one.startsWith('asset.'))) {
    const [, hash = '', ending = ''] = /^asset\.([0-9a-f]+)(.*)$/.exec(name) ?? [];
    if (entries.has(hash)) renameSync(join(directory, name), join(directory, `asset.${anotherHash(hash)}${ending}`));
  }
  return bundles;
};
