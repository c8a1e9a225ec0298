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

  const lookAt = (atMs: number): void => {
    clearTimeout(timer);
    looksAtMs = atMs;
    timer = setTimeout(look, Math.ceil(atMs - performance.now())).unref();
  };

  const giveUp = (due: readonly Deadline[]): void => {
    for (const deadline of due) if (open.delete(deadline)) deadline.late();
  };

  const look = (): void => {
    looksAtMs = Infinity;
    const nowMs = performance.now();
    const due = [...open].filter(({ atMs }) => atMs <= nowMs);
    // A process that was held up comes here before it reads what has arrived meanwhile, which may be all that was waited for.
    if (due.length > 0) setImmediate(giveUp, due);
    const nextMs = Math.min(...[...open].filter(({ atMs }) => atMs > nowMs).map(({ atMs }) => atMs));
    if (nextMs < looksAtMs) lookAt(nextMs);
  };

  return (ms, late) => {
    const deadline = { atMs: performance.now() + ms, late };
    open.add(deadline);
    if (deadline.atMs < looksAtMs) lookAt(deadline.atMs);
    return () => void open.delete(deadline);
  };
};
