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

const quarterHourMs = 900_000;
const offsets = new Map<string, number>();
/** Quarters of an hour in a few zones; port-ins are asked for now and due within days. */
const mostOffsets = 5_000;

/** By how many milliseconds clocks there are ahead of UTC. They are put forward and back on a quarter of an hour, if at all. */
const offsetAt = (epochMs: number, timeZone: string): number => {
  const quarter = Math.floor(epochMs / quarterHourMs);
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const made = utcOf(shownAt(quarter * quarterHourMs, timeZone)) - quarter * quarterHourMs;
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, made);
  return made;
};

const shownAt = (epochMs: number, timeZone: string): LocalTime => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
};

/** What clocks there show. */
export const localTimeOf = (epochMs: number, timeZone: string): LocalTime => {
  const date = new Date(epochMs + offsetAt(epochMs, timeZone));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
};

const utcOf = ({ year, month, day, hour, minute }: LocalTime): number => Date.UTC(year, month - 1, day, hour, minute);

/**
 * When clocks there show the time, to the minute. A time that is shown twice is the earlier one; one that is skipped, when clocks are
 * put forward, is as late after midnight as it would have been.
 */
export const epochOf = (local: LocalTime, timeZone: string): number => {
  const asUtc = utcOf(local);
  // The offsets half a day before and after are those on both sides of a change, if there is one.
  const candidates = [asUtc - 43_200_000, asUtc + 43_200_000].map((epochMs) => asUtc - offsetAt(epochMs, timeZone));
  const shown = candidates.filter((epochMs) => epochMs + offsetAt(epochMs, timeZone) === asUtc);
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
