/** A time on the wall clock of some place. `month` and `day` from 1. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** A day on the calendar. */
export type LocalDay = Pick<LocalTime, 'year' | 'month' | 'day'>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a time zone nobody knows */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
};

/** What clocks there show. */
export const localTimeOf = (epochMs: number, timeZone: string): LocalTime => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
};

const utcOf = ({ year, month, day, hour, minute }: LocalTime): number => Date.UTC(year, month - 1, day, hour, minute);

/**
 * When clocks there show the time, to the minute. A time that is shown twice is the earlier one; one that is skipped, when clocks are
 * put forward, is as late after midnight as it would have been.
 */
export const epochOf = (local: LocalTime, timeZone: string): number => {
  const asUtc = utcOf(local);
  const offsetAt = (epochMs: number): number =>
    utcOf(localTimeOf(epochMs, timeZone)) - Math.floor(epochMs / 60_000) * 60_000;
  // The offsets half a day before and after are those on both sides of a change, if there is one.
  const candidates = [offsetAt(asUtc - 43_200_000), offsetAt(asUtc + 43_200_000)].map((offset) => asUtc - offset);
  const shown = candidates.filter((epochMs) => utcOf(localTimeOf(epochMs, timeZone)) === asUtc);
  return shown.length > 0 ? Math.min(...shown) : Math.max(...candidates);
};

/** The day so many days later. */
export const daysAfter = ({ year, month, day }: LocalDay, days: number): LocalDay => {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** 0 is Sunday. */
export const weekdayOf = ({ year, month, day }: LocalDay): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** Minutes after midnight, of `13:00`. */
export const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
