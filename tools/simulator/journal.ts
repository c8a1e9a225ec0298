import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that has a whole state in its first line and what changed since in the others, oldest first. */
interface Journal {
  append(change: object): Promise<void>;
  /** A whole new file, put in place by a rename. */
  replace(state: object): Promise<void>;
  /** Whether what was appended outweighs the state: then a new file costs less per change than reading the old one. */
  isLong(): boolean;
}

/** Below it a file is not worth replacing. */
const shortBytes = 1_048_576;

const createJournal = (path: string): Journal => {
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

export interface JournalKeeper<C> {
  /** To be added to the file. */
  changed(change: C): void;
  /** All of the state is another now. */
  replaced(): void;
  /** Settles when the file has what was true when it was asked for; whoever asks while it is being written shares the next writing. */
  write(): Promise<void>;
}

interface KeptState<C> {
  state: () => object;
  /** What is added for changes; undefined when nothing needs to be. */
  lineOf: (changes: readonly C[]) => object | undefined;
}

/** Keeps a state in such a file: a change costs the same however large the state is. After a failure the file is written anew. */
export const keepInJournal = <C>(path: string, { state, lineOf }: KeptState<C>): JournalKeeper<C> => {
  const journal = createJournal(path);
  let changes: C[] = [];
  // The first time, because there may be no file, or one with an end that was cut off.
  let isReplaced = true;
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const save = async (): Promise<void> => {
    const line = lineOf(changes);
    const isWhole = isReplaced || journal.isLong();
    [changes, isReplaced] = [[], false];
    try {
      if (isWhole) await journal.replace(state());
      else if (line) await journal.append(line);
    } catch (error) {
      isReplaced = true;
      throw error;
    }
  };
  return {
    changed: (change) => void changes.push(change),
    replaced: () => {
      changes = [];
      isReplaced = true;
    },
    write: () =>
      (next ??= last =
        last
          .catch(() => undefined)
          .then(() => {
            next = undefined;
            return save();
          })),
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
