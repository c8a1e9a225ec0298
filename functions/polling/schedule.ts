import { isBusinessDay } from '#domain/business-time/business-days';
import { daysAfter, epochOf, localTimeOf, minutesOf } from '#domain/business-time/local-time';
import { fractionOf } from '#domain/jitter';
import type { BusinessCalendar, PollSchedule } from '#domain/poll-rule';

/** Waits shorter than this are not stretched by the calendar: what has just been asked for is looked at. */
const alwaysBelowMinutes = 10;
const longestWaitMs = 24 * 3_600_000;
/** A tenth shorter to a tenth longer, so that items begun together do not stay together. */
const jitter = 0.1;

export interface Moment {
  /** The item’s, so that two items wait differently and one always alike. */
  key: string;
  ageMs: number;
  nowMs: number;
  /** How many polls there were. */
  polls: number;
  /** As AT&T asked for. */
  retryAfterSeconds?: number | undefined;
}

const intervalMs = ({ phases, thenEveryHours }: PollSchedule, ageMs: number): number => {
  const phase = phases.find(({ untilHours }) => ageMs < untilHours * 3_600_000);
  return phase ? phase.everyMinutes * 60_000 : thenEveryHours * 3_600_000;
};

/** Milliseconds until the next opening; 0 within the hours. */
const untilOpen = ({ timeZone, opens, closes }: BusinessCalendar, nowMs: number): number => {
  const now = localTimeOf(nowMs, timeZone);
  const minutes = now.hour * 60 + now.minute;
  const isToday = isBusinessDay(now);
  if (isToday && minutes >= minutesOf(opens) && minutes < minutesOf(closes)) return 0;
  let day = isToday && minutes < minutesOf(opens) ? now : daysAfter(now, 1);
  while (!isBusinessDay(day)) day = daysAfter(day, 1);
  const opening = minutesOf(opens);
  return epochOf({ ...day, hour: Math.floor(opening / 60), minute: opening % 60 }, timeZone) - nowMs;
};

const stretched = (waitMs: number, calendar: BusinessCalendar | undefined, nowMs: number): number => {
  if (!calendar || waitMs < alwaysBelowMinutes * 60_000) return waitMs;
  const closedMs = untilOpen(calendar, nowMs);
  return closedMs === 0 ? waitMs : Math.max(waitMs, Math.min(waitMs * calendar.slowdown, closedMs));
};

const spread = (waitMs: number, seed: string): number => waitMs * (1 - jitter + 2 * jitter * fractionOf(seed));

/** Seconds until the first poll of an item. */
export const firstWaitSeconds = ({ firstSeconds }: Pick<PollSchedule, 'firstSeconds'>, key: string): number =>
  Math.max(1, Math.round(spread(firstSeconds, `${key} 0`)));

/** Seconds until the next poll: a whole number from 1 to a day, no less than AT&T asked for. */
export const nextWaitSeconds = (
  schedule: PollSchedule,
  { key, ageMs, nowMs, polls, retryAfterSeconds = 0 }: Moment,
): number => {
  const plannedMs = stretched(intervalMs(schedule, ageMs), schedule.calendar, nowMs);
  const waitMs = Math.max(spread(plannedMs, `${key} ${polls}`), retryAfterSeconds * 1000);
  return Math.max(1, Math.ceil(Math.min(waitMs, longestWaitMs) / 1000));
};
