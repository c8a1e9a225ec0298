/** A call to AT&T ends by then. */
export const longestCallMs = 25_000;
/** AT&T may still carry out what it took late, so “it is not there” counts only after this time. */
export const lateEffectMs = 15 * 60_000;
/** A worker, which Lambda ends after 15 minutes, waits for AT&T so long at most. */
export const longestLateSeconds = 870;
