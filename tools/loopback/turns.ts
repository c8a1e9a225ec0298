/** Settles when it is one’s turn. */
export type Turn = () => Promise<void>;

/**
 * Has so many begin in each turn of the event loop, in the order they came: at once, as long as there is room in this one. Node takes
 * one new connection a turn: where all that is there begins at once, a turn takes long, and who connects meanwhile waits for seconds.
 */
export const createTurns = (perTurn: number): Turn => {
  const waiting: (() => void)[] = [];
  /** In this turn. While it is none, nobody waits. */
  let begun = 0;
  const next = (): void => {
    const turn = waiting.splice(0, perTurn);
    begun = turn.length;
    if (begun > 0) setImmediate(next);
    for (const begin of turn) begin();
  };
  return () => {
    if (begun === 0) setImmediate(next);
    if (begun === perTurn) return new Promise((resolve) => void waiting.push(resolve));
    begun += 1;
    return Promise.resolve();
  };
};
