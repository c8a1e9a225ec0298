/** Does the work for all of them, so many at a time, and keeps their order. */
export const inTurn = async <T, R>(
  all: readonly T[],
  atATime: number,
  work: (one: T, index: number) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  const waiting = [...all.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
};
