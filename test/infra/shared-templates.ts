import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where this run of Jest keeps templates; it is told by `support/templates-of-run.cjs`. */
const directory = process.env['TEMPLATES_OF_RUN'];

/** Makes JSON once in a run of Jest, whichever file asks first. @param of what it follows from, besides the code */
export const madeOnce = (of: unknown, make: () => unknown): unknown => {
  if (directory === undefined) return make();
  const file = join(directory, createHash('sha256').update(JSON.stringify(of)).digest('hex'));
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = make();
  // Another worker may be at the same one: what is there under its name is whole.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(made));
  renameSync(unfinished, file);
  return made;
};
