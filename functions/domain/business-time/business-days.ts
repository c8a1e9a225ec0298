import { isFederalHoliday } from '#domain/business-time/federal-holidays';
import { daysAfter, weekdayOf, type LocalDay } from '#domain/business-time/local-time';

/** Monday to Friday, federal holidays left out. */
export const isBusinessDay = (day: LocalDay): boolean => {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isFederalHoliday(day);
};

/** The business day so many business days later; 0: the day itself if it is one, else the next. */
export const businessDayAfter = (day: LocalDay, businessDays: number): LocalDay => {
  let current = day;
  while (!isBusinessDay(current)) current = daysAfter(current, 1);
  for (let left = businessDays; left > 0; left -= 1) {
    do current = daysAfter(current, 1);
    while (!isBusinessDay(current));
  }
  return current;
};
