let read: () => number = Date.now;

/**
 * The time things at AT&T are dated and scheduled by, in milliseconds since the epoch. Everywhere but in the local runtime
 * it is the real one; there AT&T is simulated and so is its time. What is on the wire, and who may still be working on a
 * request, always goes by `Date.now`.
 */
export const businessNow = (): number => read();

/** For the local runtime alone: lets time at AT&T be the simulator’s. */
export const setBusinessClock = (clock: () => number): void => {
  read = clock;
};
