/**
 * Does something with each item, at most so many at the same time, in order of the items. After a failure none is begun;
 * those under way end before it is thrown, so that nothing goes on behind the caller’s back.
 */
export const inParallel = async <T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  const left = items.values();
  let hasFailed = false;
  const one = async (): Promise<void> => {
    for (const item of left) {
      if (hasFailed) return;
      try {
        await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, one));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
};
