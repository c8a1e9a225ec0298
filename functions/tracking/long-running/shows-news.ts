import { inCanonicalOrder } from '#domain/json/canonical-json';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** Whether an item is another one after an observation than that it was seen again. */
export const showsNews = (before: LongRunningRequest, after: LongRunningRequest): boolean =>
  shownOf(before) !== shownOf(after);

/** What AT&T shows again is noted again after so long; by no more are the times behind that say when it showed it. */
const notedAgainMs = 15 * 60_000;

/** The same, or than that it was seen again a short time after. */
export const isToBeNoted = (before: LongRunningRequest, after: LongRunningRequest): boolean =>
  Date.parse(after.observedAt) - Date.parse(before.observedAt) >= notedAgainMs || showsNews(before, after);

const shownOf = ({ state, raw, reason, details, anomaly, timeline }: LongRunningRequest): string => {
  const odd = anomaly && [anomaly.state, anomaly.status];
  return JSON.stringify(inCanonicalOrder([timeline.length, state, raw, reason, details, odd]));
};
