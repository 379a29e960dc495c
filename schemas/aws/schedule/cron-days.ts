import type { Cron } from './parse-cron.ts';

const DAY_MS = 86_400_000;
const FIRST_YEAR = 2024;
const MONTHS_OF_PERIOD = 28 * 12;

/** From 1901 to 2099 the calendar, weekdays included, repeats every 28 years. */
export const REPEATS_AFTER_DAYS = 10_227;

/** The days of the 28 years from 2024 on which a cron expression fires, counted from their first, ascending. */
export function fireDays(cron: Cron): readonly number[] {
  const days: number[] = [];
  for (let month = 0; month < MONTHS_OF_PERIOD; month++) {
    if (!cron.months.has((month % 12) + 1)) continue;
    const start = dayNumber(month);
    const length = dayNumber(month + 1) - start;
    for (let day = 1; day <= length; day++) if (firesOn(cron, day, length, start)) days.push(start + day - 1);
  }
  return days;
}

function dayNumber(month: number): number {
  return (Date.UTC(FIRST_YEAR, month) - Date.UTC(FIRST_YEAR, 0)) / DAY_MS;
}

/** `day` of a month with `length` days that starts on the day `start` of the period. */
function firesOn({ daysOfMonth, daysOfWeek }: Cron, day: number, length: number, start: number): boolean {
  if (daysOfMonth !== null) return daysOfMonth.days.has(day) || (daysOfMonth.last && day === length);
  const weekday = ((start + day) % 7) + 1; // 2024 began on a Monday, the second day of AWS's week
  return (
    daysOfWeek.days.has(weekday) ||
    (daysOfWeek.lastOfMonth.has(weekday) && day > length - 7) ||
    daysOfWeek.nthOfMonth.some((item) => item.weekday === weekday && item.nth === Math.ceil(day / 7))
  );
}
