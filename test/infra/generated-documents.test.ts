import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments } from '../../tools/documents/generated-documents';

const root = join(__dirname, '../..');

it.each(Object.entries(generatedDocuments))('%s is what the code says (else run `npm run documents`)', (name, made) => {
  // Compared before they are shown: a difference of two documents of a megabyte takes minutes to print.
  expect(readFileSync(join(root, name), 'utf8') === made()).toBe(true);
});
