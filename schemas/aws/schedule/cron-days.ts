import type { Cron } from './parse-cron.ts';

const DAY_MS = 86_400_000;
const FIRST_YEAR = 2024;
const MONTHS_OF_PERIOD = 28 * 12;

/** From 1901 to 2099 the calendar, weekdays included, repeats every 28 years. */
export const REPEATS_AFTER_DAYS = 10_227;

/**
 * The days of the 28 years from 2024 on which a cron expression fires, counted from the first of those days, ascending.
 */
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

/** Whether a cron expression fires on a day, given as its UTC midnight. */
export function firesOnDate(cron: Cron, date: Date): boolean {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (!cron.months.has(month + 1)) return false;
  const [first, next] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  const start = Math.round((first - Date.UTC(FIRST_YEAR, 0)) / DAY_MS);
  // Weekdays repeat, so days before 2024 can be counted from an earlier Monday.
  return firesOn(cron, date.getUTCDate(), (next - first) / DAY_MS, ((start % 7) + 7) % 7);
}

/** `day` of a month with `length` days that starts on the day `start` of the period. */
function firesOn({ daysOfMonth, daysOfWeek }: Cron, day: number, length: number, start: number): boolean {
  const weekday = ((start + day) % 7) + 1; // 2024 began on a Monday, the second day of AWS's week
  if (daysOfMonth !== null) {
    const { days, last, lastWeekdays } = daysOfMonth;
    return days.has(day) || (last && day === length) || (lastWeekdays.has(weekday) && day > length - 7);
  }
  return (
    daysOfWeek.days.has(weekday) ||
    (daysOfWeek.lastOfMonth.has(weekday) && day > length - 7) ||
    daysOfWeek.nthOfMonth.some((item) => item.weekday === weekday && item.nth === Math.ceil(day / 7))
  );
}
