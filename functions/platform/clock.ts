/* eslint-disable no-restricted-syntax -- The one place that reads the machine’s clock: others are given one of these two. */

let read: () => number = () => Date.now();

/**
 * The time things are dated and scheduled by, in milliseconds since the epoch: everything that partners are shown a time
 * of, and how long it is kept. Everywhere but in the local runtime it is the real one; there AT&T is simulated and so is its
 * time.
 */
export const businessNow = (): number => read();

/**
 * The real time, in milliseconds since the epoch. By it go deadlines and what is on the wire, whether a process may still
 * be working on a request, and what one process keeps in memory for a while.
 */
export const wireNow = (): number => Date.now();

/** For the local runtime alone: lets time at AT&T be the simulator’s. */
export const setBusinessClock = (clock: () => number): void => {
  read = clock;
};
