import * as z from 'zod';
import { insertByTime } from '../simulator/world/schedule';

/** What one process tells the other of the simulator’s clock, as it is at the moment of telling. */
export const clockReadingSchema = z.object({
  nowMs: z.number(),
  /** When it was read, by the real clock. */
  readAtMs: z.number(),
  /** Simulated milliseconds per real one. */
  timeScale: z.number().positive(),
});
export type ClockReading = z.infer<typeof clockReadingSchema>;

/** The simulator’s time in another process: goes on by itself from the last reading. */
export interface SimulatedTime {
  now: () => number;
  /** Calls back once that much simulated time has gone by, at the earliest with the next turn of the loop. */
  after(milliseconds: number, done: () => void): void;
  /** The clock was read anew: it was moved. */
  set(reading: ClockReading): void;
  /** Called whenever the clock was moved. */
  onMove(listener: () => void): void;
}

/** Milliseconds since the epoch; does not go back. */
const realNow = (): number => performance.timeOrigin + performance.now();

/** Longer than a timer lasts. It is set again then. */
const longestTimerMs = 2 ** 31 - 1;

/** What waits does not keep the process running. */
export const createSimulatedTime = (first: ClockReading): SimulatedTime => {
  let reading = first;
  /** Earliest first. */
  const waiting: { at: number; done: () => void }[] = [];
  const listeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const now = (): number => Math.floor(reading.nowMs + (realNow() - reading.readAtMs) * reading.timeScale);

  const arm = (): void => {
    clearTimeout(timer);
    const [next] = waiting;
    if (!next) return;
    const realMs = Math.ceil((next.at - now()) / reading.timeScale);
    timer = setTimeout(wake, Math.min(Math.max(0, realMs), longestTimerMs)).unref();
  };

  const wake = (): void => {
    const until = now();
    const later = waiting.findIndex(({ at }) => at > until);
    const due = waiting.splice(0, later === -1 ? waiting.length : later);
    arm();
    for (const { done } of due) done();
  };

  return {
    now,
    after: (milliseconds, done) => {
      const isNext = insertByTime(waiting, { at: now() + milliseconds, done }) === 0;
      if (isNext) arm();
    },
    set: (read) => {
      reading = read;
      arm();
      for (const listener of listeners) listener();
    },
    onMove: (listener) => void listeners.push(listener),
  };
};
