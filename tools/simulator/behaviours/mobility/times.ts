/** As the Mobility examples write a time: whole seconds, the offset without a colon. */
export const attTime = (time: Date | string): string => `${new Date(time).toISOString().slice(0, 19)}+0000`;

/** When a change takes effect, by AT&T’s words or a date. Bills start on the first of a month. */
export const effectiveTime = (wish: string | undefined, now: Date): Date => {
  if (wish === 'nextBillingCycle') return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const stated = new Date(wish ?? Number.NaN);
  return Number.isNaN(stated.getTime()) ? now : stated;
};

/** Whole seconds, rounded up: what is due at `until` is due when the duration is over. */
export const durationUntil = (until: Date | string, now: Date): string =>
  `PT${Math.max(0, Math.ceil((new Date(until).getTime() - now.getTime()) / 1_000))}S`;
