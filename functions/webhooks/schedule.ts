const seconds = { minute: 60, hour: 3_600 };

/** Seconds before each attempt, from the one before: the schedule the Standard Webhooks specification gives. */
export const waitsBefore: readonly number[] = [
  0,
  5,
  5 * seconds.minute,
  30 * seconds.minute,
  2 * seconds.hour,
  5 * seconds.hour,
  10 * seconds.hour,
  14 * seconds.hour,
  20 * seconds.hour,
  24 * seconds.hour,
];

/** How far a wait may be off, so that receivers that failed together are not all tried again together. */
export const jitter = 0.1;

/** Seconds to wait before an attempt, the first being 1; undefined after the last. */
export const waitBefore = (attempt: number, random: () => number = Math.random): number | undefined => {
  const wait = waitsBefore[attempt - 1];
  return wait === undefined ? undefined : wait * (1 + jitter * (2 * random() - 1));
};
