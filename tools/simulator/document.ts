import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentPath, simulatorDocument } from './simulator-document';

/** Writes docs/simulator.md; with `--check` only tells, by its exit code, whether it is up to date. */
const path = join(import.meta.dirname, '../..', documentPath);

if (!process.argv.includes('--check')) {
  writeFileSync(path, simulatorDocument());
} else if (readFileSync(path, 'utf8') !== simulatorDocument()) {
  console.error(`${documentPath} is out of date: run \`npx tsx tools/simulator/document.ts\`.`);
  process.exitCode = 1;
}
