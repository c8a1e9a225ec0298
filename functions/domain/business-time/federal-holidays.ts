import { daysAfter, weekdayOf, type LocalDay } from '#domain/business-time/local-time';

/** 5 U.S.C. 6103: holidays on a date, and when they are law, where that was lately. */
const fixed: readonly { month: number; day: number; since?: number }[] = [
  { month: 1, day: 1 },
  { month: 6, day: 19, since: 2021 },
  { month: 7, day: 4 },
  { month: 11, day: 11 },
  { month: 12, day: 25 },
];

/** Holidays on the n-th Monday or Thursday of a month; -1 is the last. */
const floating: readonly { month: number; weekday: number; nth: number }[] = [
  { month: 1, weekday: 1, nth: 3 },
  { month: 2, weekday: 1, nth: 3 },
  { month: 5, weekday: 1, nth: -1 },
  { month: 9, weekday: 1, nth: 1 },
  { month: 10, weekday: 1, nth: 2 },
  { month: 11, weekday: 4, nth: 4 },
];

const textOf = ({ year, month, day }: LocalDay): string => `${year}-${month}-${day}`;

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
const keptOn = (day: LocalDay): LocalDay => {
  const weekday = weekdayOf(day);
  if (weekday === 6) return daysAfter(day, -1);
  return weekday === 0 ? daysAfter(day, 1) : day;
};

const nthWeekday = (year: number, { month, weekday, nth }: (typeof floating)[number]): LocalDay => {
  if (nth > 0) {
    const first = { year, month, day: 1 };
    return daysAfter(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
  }
  const last = daysAfter({ year, month: month + 1, day: 1 }, -1);
  return daysAfter(last, -((weekdayOf(last) - weekday + 7) % 7));
};

const years = new Map<number, ReadonlySet<string>>();

/** Days off for the holidays of a year. That of New Year’s Day can lie in the year before. */
const holidaysOf = (year: number): ReadonlySet<string> => {
  const known = years.get(year);
  if (known) return known;
  const dated = fixed
    .filter(({ since = 0 }) => year >= since)
    .flatMap(({ month, day }) => [{ year, month, day }, keptOn({ year, month, day })]);
  const made = new Set([...dated, ...floating.map((rule) => nthWeekday(year, rule))].map(textOf));
  years.set(year, made);
  return made;
};

/** Whether the day is a US federal holiday, or the weekday one that falls on a weekend is kept on. */
export const isFederalHoliday = (day: LocalDay): boolean =>
  holidaysOf(day.year).has(textOf(day)) || holidaysOf(day.year + 1).has(textOf(day));
