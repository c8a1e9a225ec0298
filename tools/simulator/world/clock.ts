import { durationMs } from './duration';

/** The simulator's time: runs like the real one, or faster, and can be moved forward. It never goes back but by a reset. */
export interface SimClock {
  now(): Date;
  /** @param duration ISO 8601, e.g. `PT72H`. @returns the time it is then. @throws RangeError */
  advance(duration: string): Date;
  /** Calls back whenever the clock was moved, not when it just goes on. */
  onMove(listener: () => void): void;
  readonly timeScale: number;
}

export interface WorldClock extends SimClock {
  /** How far it is ahead of the real time, in milliseconds: what has to be kept over a restart. */
  aheadMs(): number;
  reset(aheadMs?: number): void;
}

/** @param timeScale simulated milliseconds per real one */
export const createClock = (timeScale = 1, realNow: () => number = Date.now): WorldClock => {
  let startedAt = realNow();
  let base = startedAt;
  const listeners: (() => void)[] = [];
  const moved = (): void => {
    for (const listener of listeners) listener();
  };
  const nowMs = (): number => Math.floor(base + (realNow() - startedAt) * timeScale);
  return {
    timeScale,
    now: () => new Date(nowMs()),
    advance: (duration) => {
      base += durationMs(duration);
      moved();
      return new Date(nowMs());
    },
    aheadMs: () => nowMs() - realNow(),
    reset: (aheadMs = 0) => {
      startedAt = realNow();
      base = startedAt + aheadMs;
      moved();
    },
    onMove: (listener) => void listeners.push(listener),
  };
};
