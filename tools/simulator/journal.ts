import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that has a whole state in its first line and what changed since in the others, oldest first. */
export interface Journal {
  append(change: object): Promise<void>;
  /** A whole new file, put in place by a rename. */
  replace(state: object): Promise<void>;
  /** Whether what was appended outweighs the state: then a new file costs less per change than reading the old one. */
  isLong(): boolean;
}

/** Below it a file is not worth replacing. */
const shortBytes = 1_048_576;

export const createJournal = (path: string): Journal => {
  let stateBytes = 0;
  let appendedBytes = 0;
  return {
    append: async (change) => {
      const line = `\n${JSON.stringify(change)}`;
      await appendFile(path, line);
      appendedBytes += Buffer.byteLength(line);
    },
    replace: async (state) => {
      const text = JSON.stringify(state);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, text, { mode: 0o600 });
      await rename(`${path}.new`, path);
      [stateBytes, appendedBytes] = [Buffer.byteLength(text), 0];
    },
    isLong: () => appendedBytes > Math.max(stateBytes, shortBytes),
  };
};

/**
 * What such a file holds; undefined when there is none. A last line that a kill has cut off is none.
 * @throws SyntaxError when it is another file
 */
export const readJournal = (path: string): { state: unknown; changes: unknown[] } | undefined => {
  if (!existsSync(path)) return undefined;
  const [first = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  const last = lines.pop();
  const state: unknown = JSON.parse(first);
  const changes = lines.map((line): unknown => JSON.parse(line));
  return { state, changes: last === undefined ? changes : [...changes, ...unlessCutOff(last)] };
};

const unlessCutOff = (line: string): unknown[] => {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
};
