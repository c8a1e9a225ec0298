import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { anyDeployment, openApiDocument } from './document';

/** `npm run openapi` writes docs/openapi.json; with `--check` it only says whether that would change anything. */
const file = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const wanted = `${JSON.stringify(openApiDocument(anyDeployment), null, 2)}\n`;

/** Where the file stops being what is wanted, for the reader of a failed check. */
const firstDifference = (present: string): string => {
  const lines = present.split('\n');
  const at = wanted.split('\n').findIndex((line, index) => line !== lines[index]);
  return at === -1 ? 'it has lines too many' : `first difference in line ${at + 1}`;
};

if (!process.argv.includes('--check')) {
  await writeFile(file, wanted);
  console.log('docs/openapi.json written.');
} else {
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === wanted) console.log('docs/openapi.json is what the operations say.');
  else {
    const place = firstDifference(present);
    console.error(
      `docs/openapi.json is not what the operations say any more (${place}). Run npm run openapi and commit the file.`,
    );
    process.exitCode = 1;
  }
}
