import { fstatSync, writeSync } from 'node:fs';

/** As standard output is. */
interface Stream {
  fd: number;
  write: NodeJS.WriteStream['write'];
}

/**
 * Has what is printed into a file written at the end of the turn of the event loop, all of it in one piece: the answers of the turn have
 * left by then, and no caller waits for the file. A file that takes nothing, as on a full disk, lacks those lines. A terminal or a
 * pipe is written to at once.
 * @returns writes what is still held, as whoever ends the process has to
 */
export const holdLines = (streams: readonly Stream[]): (() => void) => {
  let held: { fd: number; text: string }[] = [];
  const writeHeld = (): void => {
    const lines = held;
    held = [];
    lines.forEach(({ fd, text }, index) => {
      const next = lines[index + 1];
      if (next?.fd === fd) next.text = text + next.text;
      else writeOrLose(fd, text);
    });
  };
  for (const stream of streams.filter(({ fd }) => fstatSync(fd).isFile())) {
    stream.write = (printed: string | Uint8Array): boolean => {
      if (held.length === 0) setImmediate(writeHeld);
      held.push({ fd: stream.fd, text: typeof printed === 'string' ? printed : Buffer.from(printed).toString() });
      return true;
    };
  }
  return writeHeld;
};

const writeOrLose = (fd: number, text: string): void => {
  try {
    writeSync(fd, text);
  } catch {
    // Calls go on.
  }
};
