/** What AT&T shows again is noted again after so long; by no more are the times behind that say when it showed it. */
const notedAgainMs = 15 * 60_000;

/** Whether an answer that shows nothing new need not be noted, because an earlier one was not long ago. */
export const isNotedLately = (notedAt: string, at: string): boolean =>
  Date.parse(at) - Date.parse(notedAt) < notedAgainMs;
