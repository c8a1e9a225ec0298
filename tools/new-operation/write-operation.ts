import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { families, Refusal, type NewOperation } from './options';
import { examplesSource, nameOf, operationSource } from './sources';

/**
 * Writes the folder of an operation and lists it in the file of its family.
 * @param root of the project
 * @returns the files it wrote, relative to the root
 * @throws Refusal rather than writing over anything
 */
export const writeOperation = (root: string, wanted: NewOperation): string[] => {
  const { id, family } = wanted;
  const folder = join('functions', 'operations', id);
  if (existsSync(join(root, folder))) throw new Refusal(`${folder} is there already; nothing was written.`);
  const { file } = families[family];
  const list = join('functions', 'operations', `${file}-operations.ts`);
  const name = nameOf(id);
  const written = new Map([
    [join(folder, 'operation.ts'), operationSource(wanted)],
    [join(folder, 'examples.ts'), examplesSource(wanted)],
    [list, listed(root, list, `import { documented as ${name} } from '#operations/${id}/examples';`, `  ${name},`)],
  ]);
  mkdirSync(join(root, folder));
  for (const [path, source] of written) writeFileSync(join(root, path), source);
  return [...written.keys()];
};

/** The file with an import after its last one, and an entry at the end of its list. */
const listed = (root: string, file: string, statement: string, entry: string): string => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const lastImport = lines.findLastIndex((line) => line.startsWith('import '));
  const endOfList = lines.findLastIndex((line) => /^[\]}]/.test(line));
  if (lastImport < 0 || endOfList < lastImport) throw new Refusal(`${file} has no list to enter ${entry.trim()} into.`);
  return [
    ...lines.slice(0, lastImport + 1),
    statement,
    ...lines.slice(lastImport + 1, endOfList),
    entry,
    ...lines.slice(endOfList),
  ].join('\n');
};
