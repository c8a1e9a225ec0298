import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedDocuments } from './generated-documents';

/** `npm run documents` writes these files; with `--check` it only says whether that would change anything. */
const isCheck = process.argv.includes('--check');

/** Where the file stops being what is wanted, for the reader of a failed check. */
const firstDifference = (wanted: string, present: string): string => {
  const lines = present.split('\n');
  const at = wanted.split('\n').findIndex((line, index) => line !== lines[index]);
  return at === -1 ? 'it has lines too many' : `first difference in line ${at + 1}`;
};

for (const [name, document] of Object.entries(generatedDocuments)) {
  const file = join(import.meta.dirname, '../..', name);
  const wanted = document();
  if (!isCheck) {
    await writeFile(file, wanted);
    console.log(`${name} written.`);
    continue;
  }
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === wanted) console.log(`${name} is what the code says.`);
  else {
    const place = firstDifference(wanted, present);
    console.error(`${name} is not what the code says any more (${place}). Run npm run documents and commit the file.`);
    process.exitCode = 1;
  }
}
