import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from './ports';

/** Where state is kept over a restart; undefined keeps nothing. */
export type DataDir = string | undefined;

const systemError = z.object({ code: z.string() });

/**
 * What a file of the data folder holds, or undefined when there is none.
 * @throws StartError naming the file when it does not hold what it should
 */
export const readState = async <T extends z.ZodType>(
  dataDir: DataDir,
  name: string,
  schema: T,
): Promise<z.output<T> | undefined> => {
  if (dataDir === undefined) return undefined;
  const path = join(dataDir, name);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (systemError.safeParse(error).data?.code === 'ENOENT') return undefined;
    throw unusable(path, error);
  }
};

/** For a file of the data folder that does not hold what it should. */
export const unusable = (path: string, cause: unknown): StartError =>
  new StartError(`${path} is not usable; remove it to start afresh.`, { cause });

/** Replaces a file of the data folder in one step. Readable by its owner only: it may hold secrets. */
export const writeState = async (dataDir: DataDir, name: string, value: unknown): Promise<void> => {
  if (dataDir === undefined) return;
  const path = join(dataDir, name);
  await writeFile(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
};

/**
 * Writes the state as it stands, one file after the other. Whoever asks while a file is being written shares the next one;
 * the promise settles when a file has what was true when it was asked for.
 */
export const createStateWriter = (dataDir: DataDir, name: string, state: () => unknown): (() => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () =>
    (next ??= last =
      last
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return writeState(dataDir, name, state());
        }));
};

/** What the data folder holds under this name; made and kept there when it holds nothing yet. */
export const keptState = async <T extends z.ZodType>(
  dataDir: DataDir,
  name: string,
  schema: T,
  make: () => Promise<z.output<T>> | z.output<T>,
): Promise<z.output<T>> => {
  const known = await readState(dataDir, name, schema);
  if (known !== undefined) return known;
  const made = await make();
  await writeState(dataDir, name, made);
  return made;
};
