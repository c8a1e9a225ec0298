import { setTimeout as sleep } from 'node:timers/promises';

/** Who is at the other end while a command goes on. */
export interface Session {
  /** Something of the answer that does not wait for its end. */
  show: (text: string) => void;
  /** How far it is: nothing of the answer. */
  progress: (text: string) => void;
  pause: (milliseconds: number) => Promise<void>;
  now: () => number;
}

/** Nobody watches. */
export const quietSession: Session = {
  show: () => undefined,
  progress: () => undefined,
  pause: (milliseconds) => sleep(milliseconds),
  now: () => Date.now(),
};

/** A terminal, or a program that reads the answer alone. */
export const sessionAt = (out: NodeJS.WritableStream, err: NodeJS.WritableStream): Session => ({
  show: (text) => void out.write(`${text}\n`),
  progress: (text) => void err.write(`${text}\n`),
  pause: (milliseconds) => sleep(milliseconds),
  now: () => Date.now(),
});
