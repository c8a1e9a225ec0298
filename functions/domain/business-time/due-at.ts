import { businessDayAfter } from '#domain/business-time/business-days';
import { daysAfter, epochOf, localTimeOf, minutesOf, type LocalDay } from '#domain/business-time/local-time';
import type { SlaProfile } from '#domain/business-time/profiles';

const startOf = (day: LocalDay, timeZone: string): number => epochOf({ ...day, hour: 0, minute: 0 }, timeZone);

const at = (day: LocalDay, clock: string, timeZone: string): number => {
  const minutes = minutesOf(clock);
  return epochOf({ ...day, hour: Math.floor(minutes / 60), minute: minutes % 60 }, timeZone);
};

/** When a port that was asked for at a time has to be done, to the minute. @param timeZone an IANA name */
export const dueAt = (requestedAtMs: number, profile: SlaProfile, timeZone: string): number =>
  profile.counts === 'business-days'
    ? afterBusinessDays(requestedAtMs, profile, timeZone)
    : afterHours(requestedAtMs, profile, timeZone);

const afterBusinessDays = (
  requestedAtMs: number,
  { cutOff, days }: Extract<SlaProfile, { counts: 'business-days' }>,
  timeZone: string,
): number => {
  const today = localTimeOf(requestedAtMs, timeZone);
  const isLate = requestedAtMs > at(today, cutOff, timeZone);
  const counted = businessDayAfter(isLate ? daysAfter(today, 1) : today, 0);
  return startOf(daysAfter(businessDayAfter(counted, days), 1), timeZone);
};

const afterHours = (
  requestedAtMs: number,
  { hours, opens = '00:00', closes }: Extract<SlaProfile, { counts: 'hours' }>,
  timeZone: string,
): number => {
  let leftMs = hours * 3_600_000;
  for (let day: LocalDay = localTimeOf(requestedAtMs, timeZone); ; day = daysAfter(day, 1)) {
    const openMs = Math.max(requestedAtMs, at(day, opens, timeZone));
    const closeMs = closes === undefined ? startOf(daysAfter(day, 1), timeZone) : at(day, closes, timeZone);
    if (openMs + leftMs <= closeMs) return openMs + leftMs;
    leftMs -= Math.max(0, closeMs - openMs);
  }
};
