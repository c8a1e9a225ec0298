import { copyFile, open } from 'node:fs/promises';

/** About 30,000 calls. */
const mostBytes = 32 * 1_048_576;
const lookEveryMs = 5_000;

/** A log that processes write to by its descriptor. */
export interface LogFile {
  path: string;
  fd: number;
  /** Begins it anew when it is too long; the one before stays beside it, and no other. Lines of that very moment may be missing. */
  rollOver(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it at its end, and looks after its length. Readable by its owner only. @param maximumBytes of the file; as much again stays of the one before */
export const openLogFile = async (path: string, maximumBytes = mostBytes): Promise<LogFile> => {
  // Whoever has the descriptor writes at the end, wherever that is by then.
  const handle = await open(path, 'a');
  await handle.chmod(0o600);
  const rollOver = async (): Promise<void> => {
    if ((await handle.stat()).size <= maximumBytes) return;
    await copyFile(path, `${path}.1`);
    await handle.truncate(0);
  };
  const timer = setInterval(() => {
    rollOver().catch((error: unknown) => console.error(`${path} cannot be begun anew:`, error));
  }, lookEveryMs).unref();
  return {
    path,
    fd: handle.fd,
    rollOver,
    close: () => {
      clearInterval(timer);
      return handle.close();
    },
  };
};
