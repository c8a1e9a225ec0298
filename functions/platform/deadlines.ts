/** Calls `late` when so many milliseconds are over, unless that is called off before. @returns calls it off */
export type UnlessDoneIn = (ms: number, late: () => void) => () => void;

interface Deadline {
  /** On the clock of `performance.now()`. */
  atMs: number;
  late: () => void;
}

/**
 * Deadlines that nearly all are kept have one timer, which stays when what it was set for is done: to set one for each and take it
 * away again costs up to a twentieth of a whole read. It keeps no process alive; what is waited for does.
 */
export const createDeadlines = (): UnlessDoneIn => {
  const open = new Set<Deadline>();
  let timer: NodeJS.Timeout | undefined;
  let looksAtMs = Infinity;

  /** Looks at that time, unless it does so before. */
  const lookBy = (atMs: number): void => {
    if (atMs >= looksAtMs) return;
    clearTimeout(timer);
    looksAtMs = atMs;
    timer = setTimeout(look, Math.ceil(atMs - performance.now())).unref();
  };

  const giveUp = (deadline: Deadline): void => {
    if (open.delete(deadline)) deadline.late();
  };

  const look = (): void => {
    looksAtMs = Infinity;
    const nowMs = performance.now();
    for (const deadline of open) {
      if (deadline.atMs > nowMs) lookBy(deadline.atMs);
      // A process that was held up comes here before it reads what has arrived meanwhile, which may be all that was waited for.
      else setImmediate(giveUp, deadline);
    }
  };

  return (ms, late) => {
    const deadline = { atMs: performance.now() + ms, late };
    open.add(deadline);
    lookBy(deadline.atMs);
    return () => void open.delete(deadline);
  };
};
