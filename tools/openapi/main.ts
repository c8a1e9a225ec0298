import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { anyDeployment, openApiDocument } from './document';
import { eventJsonSchema } from './event-schema';

/** `npm run documents` writes these files; with `--check` it only says whether that would change anything. */
const documents = {
  'docs/openapi.json': openApiDocument(anyDeployment),
  'docs/event.schema.json': eventJsonSchema(),
};

/** Where the file stops being what is wanted, for the reader of a failed check. */
const firstDifference = (wanted: string, present: string): string => {
  const lines = present.split('\n');
  const at = wanted.split('\n').findIndex((line, index) => line !== lines[index]);
  return at === -1 ? 'it has lines too many' : `first difference in line ${at + 1}`;
};

for (const [name, document] of Object.entries(documents)) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const wanted = `${JSON.stringify(document, null, 2)}\n`;
  if (!process.argv.includes('--check')) {
    await writeFile(file, wanted);
    console.log(`${name} written.`);
    continue;
  }
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === wanted) console.log(`${name} is what the operations say.`);
  else {
    const place = firstDifference(wanted, present);
    console.error(
      `${name} is not what the operations say any more (${place}). Run npm run documents and commit the file.`,
    );
    process.exitCode = 1;
  }
}
