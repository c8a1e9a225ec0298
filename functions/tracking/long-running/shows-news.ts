import { isSameJson } from '#domain/json/is-same-json';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** Whether an item is another one after an observation than that it was seen again. */
export const showsNews = (before: LongRunningRequest, after: LongRunningRequest): boolean =>
  before.timeline.length !== after.timeline.length ||
  before.state !== after.state ||
  !isSameJson(before.raw, after.raw) ||
  !isSameJson(before.reason, after.reason) ||
  !isSameJson(before.details, after.details) ||
  before.anomaly?.state !== after.anomaly?.state ||
  before.anomaly?.status !== after.anomaly?.status;

/** What AT&T shows again is noted again after so long; by no more are the times behind that say when it showed it. */
const notedAgainMs = 15 * 60_000;

/** The same, or than that it was seen again a short time after. */
export const isToBeNoted = (before: LongRunningRequest, after: LongRunningRequest): boolean =>
  Date.parse(after.observedAt) - Date.parse(before.observedAt) >= notedAgainMs || showsNews(before, after);
