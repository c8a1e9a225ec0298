/** Settles when it is one’s turn. */
export type Turn = () => Promise<void>;

/**
 * Has so many begin at each turn of the event loop, in the order they came. Node takes one new connection a turn: where all
 * that is there begins at once, a turn takes long, and who connects meanwhile waits for seconds.
 */
export const createTurns = (perTurn: number): Turn => {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    for (const begin of waiting.splice(0, perTurn)) begin();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(next);
    });
};
