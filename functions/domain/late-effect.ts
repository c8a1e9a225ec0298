/** A call to AT&T ends by then. */
export const longestCallMs = 25_000;
/** AT&T may still carry out what it took late, so “it is not there” counts only after this time. */
export const lateEffectMs = 15 * 60_000;
