import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Level } from 'level';
import * as z from 'zod';
import { StartError } from './ports';

const systemError = z.object({ code: z.string() });
const codeOf = (error: unknown): string => systemError.safeParse(error).data?.code ?? String(error);

/**
 * Makes a folder and what is missing above it, one by one: below a folder that takes none, such as `/proc`, making all at
 * once does not come to an end. @throws StartError
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || (await exists(above))) throw cannotBeMade(path, code);
    await makeFolder(above);
    await mkdir(path).catch((again: unknown) => Promise.reject(cannotBeMade(path, codeOf(again))));
  }
};

const cannotBeMade = (path: string, code: string): StartError =>
  new StartError(`The folder ${path} cannot be made (${code}). Name another with --data-dir.`);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Path of the table below a data folder. */
export const tablePath = (dataDir: string): string => join(dataDir, 'table');

/** Makes the data folder where it is not there. @throws StartError when it cannot be used, or another runtime uses it */
export const openDataDir = async (dataDir: string): Promise<void> => {
  await makeFolder(dataDir);
  const table = new Level(tablePath(dataDir));
  try {
    await table.open();
    await table.close();
  } catch (error) {
    const code = codeOf(error instanceof Error ? error.cause : error);
    if (code === 'LEVEL_LOCKED') {
      throw new StartError(`${dataDir} is used by another runtime. Stop it, or name another folder with --data-dir.`);
    }
    throw new StartError(
      `${tablePath(dataDir)} cannot be opened (${code}). Remove ${dataDir} to start afresh, or name another folder.`,
    );
  }
};
