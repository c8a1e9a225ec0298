import * as z from 'zod';

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
  const waiting = new Set<{ dueMs: number; done: () => void }>();
  const listeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const now = (): number => Math.floor(reading.nowMs + (realNow() - reading.readAtMs) * reading.timeScale);

  const arm = (): void => {
    clearTimeout(timer);
    if (waiting.size === 0) return;
    const nextMs = Math.min(...[...waiting].map(({ dueMs }) => dueMs));
    const realMs = Math.ceil((nextMs - now()) / reading.timeScale);
    timer = setTimeout(wake, Math.min(Math.max(0, realMs), longestTimerMs)).unref();
  };

  const wake = (): void => {
    const due = [...waiting].filter(({ dueMs }) => dueMs <= now()).toSorted((a, b) => a.dueMs - b.dueMs);
    for (const one of due) waiting.delete(one);
    arm();
    for (const { done } of due) done();
  };

  return {
    now,
    after: (milliseconds, done) => {
      waiting.add({ dueMs: now() + milliseconds, done });
      arm();
    },
    set: (read) => {
      reading = read;
      arm();
      for (const listener of listeners) listener();
    },
    onMove: (listener) => void listeners.push(listener),
  };
};
