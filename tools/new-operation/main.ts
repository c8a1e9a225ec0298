import { join } from 'node:path';
import { operations } from '#operations/registry';
import { optionsFrom, Refusal } from './options';
import { toBeWritten } from './sources';
import { writeOperation } from './write-operation';

try {
  const written = writeOperation(join(import.meta.dirname, '..', '..'), optionsFrom(process.argv.slice(2), operations));
  console.log(`Written:\n${written.map((file) => `  ${file}`).join('\n')}
Next: replace what says “${toBeWritten}”, describe AT&T’s request and answer, then
  npx prettier --write functions/operations
  npm run documents
  npx jest test/unit/operations/definitions.test.ts   # says what is missing
  npm run check`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
