import { inCanonicalOrder } from '#domain/json/canonical-json';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import { isNotedLately } from '#tracking/noted-lately';

/** Whether an item is another one after an observation than that it was seen again, a short time after. */
export const showsNews = (before: LongRunningRequest, after: LongRunningRequest): boolean =>
  !isNotedLately(before.observedAt, after.observedAt) || shownOf(before) !== shownOf(after);

const shownOf = ({ state, raw, reason, details, anomaly, timeline }: LongRunningRequest): string => {
  const odd = anomaly && [anomaly.state, anomaly.status];
  return JSON.stringify(inCanonicalOrder([timeline.length, state, raw, reason, details, odd]));
};
