import { type FieldRange, parseItems } from './parse-field.ts';

/** A cron expression of a rotation. If the days of the month are null, the days of the week decide. */
export type Cron = {
  /** Ascending, 0 to 23. */
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly daysOfMonth: DaysOfMonth | null;
  readonly daysOfWeek: DaysOfWeek;
};

export type DaysOfMonth = {
  readonly days: ReadonlySet<number>;
  /** The month's last day. */
  readonly last: boolean;
  /** Weekdays of which only the last in the month counts, as in `SUNL`. */
  readonly lastWeekdays: ReadonlySet<number>;
};

/** Weekdays are numbered from 1 (Sunday). */
export type DaysOfWeek = {
  readonly days: ReadonlySet<number>;
  readonly lastOfMonth: ReadonlySet<number>;
  readonly nthOfMonth: readonly { readonly weekday: number; readonly nth: number }[];
};

export type ParsedCron = { readonly cron: Cron } | { readonly problem: string };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const HOUR: FieldRange = { name: 'Hour', min: 0, max: 23, names: [] };
const DAY_OF_MONTH: FieldRange = { name: 'Day-of-month', min: 1, max: 31, names: [] };
const MONTH: FieldRange = { name: 'Month', min: 1, max: 12, names: MONTHS };
const DAY_OF_WEEK: FieldRange = { name: 'Day-of-week', min: 1, max: 7, names: WEEKDAYS };

const NO_WEEKDAYS: DaysOfWeek = { days: new Set(), lastOfMonth: new Set(), nthOfMonth: [] };

/**
 * Parses the six fields: minutes (only 0), hours, day of month, month, day of week, year (only `*`), with ranges,
 * steps and lists, `L` in both day fields, `#` in the day of the week, and `?` in exactly one of them.
 */
export function parseCron(text: string): ParsedCron {
  const fields = text.trim().split(/\s+/);
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields;
  if (
    fields.length !== 6 ||
    hours === undefined ||
    dayOfMonth === undefined ||
    month === undefined ||
    dayOfWeek === undefined
  ) {
    return { problem: `A cron expression of a rotation has six fields, not ${fields.length}: ${FIELDS}.` };
  }
  if (minutes !== '0') return { problem: 'Minutes must be 0: rotation windows open on the hour.' };
  if (year !== '*') return { problem: 'Year must be *: a rotation can not be limited to some years.' };
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    return { problem: 'Write ? in exactly one of day-of-month and day-of-week; the other one decides.' };
  }
  return assemble(hours, dayOfMonth, month, dayOfWeek);
}

const FIELDS = 'minutes, hours, day-of-month, month, day-of-week, year';

function assemble(hours: string, dayOfMonth: string, month: string, dayOfWeek: string): ParsedCron {
  const parsedHours = parseItems(hours, HOUR);
  const months = parseItems(month, MONTH);
  const daysOfMonth = dayOfMonth === '?' ? null : parseDaysOfMonth(dayOfMonth);
  const daysOfWeek = dayOfWeek === '?' ? NO_WEEKDAYS : parseDaysOfWeek(dayOfWeek);
  if ('problem' in parsedHours) return parsedHours;
  if ('problem' in months) return months;
  if (daysOfMonth !== null && 'problem' in daysOfMonth) return daysOfMonth;
  if ('problem' in daysOfWeek) return daysOfWeek;
  const ascending = [...parsedHours.values].sort((a, b) => a - b);
  return { cron: { hours: ascending, months: months.values, daysOfMonth, daysOfWeek } };
}

function parseDaysOfMonth(text: string): DaysOfMonth | { readonly problem: string } {
  const items = text.split(',');
  const last = items.some((item) => item.toUpperCase() === 'L');
  const named = items.map((item) => WEEKDAYS.findIndex((day) => item.toUpperCase() === `${day}L`));
  const plain = items.filter((item, index) => item.toUpperCase() !== 'L' && named[index] === -1);
  const lastWeekdays = new Set(named.filter((index) => index !== -1).map((index) => index + 1));
  if (plain.length === 0) return { days: new Set(), last, lastWeekdays };
  const parsed = parseItems(plain.join(','), DAY_OF_MONTH);
  return 'problem' in parsed ? parsed : { days: parsed.values, last, lastWeekdays };
}

function parseDaysOfWeek(text: string): DaysOfWeek | { readonly problem: string } {
  const days = new Set<number>();
  const lastOfMonth = new Set<number>();
  const nthOfMonth: { weekday: number; nth: number }[] = [];
  for (const item of text.split(',')) {
    const { weekdays, nth } = splitDayOfWeek(item);
    const parsed = parseItems(weekdays, DAY_OF_WEEK);
    if ('problem' in parsed) return parsed;
    for (const weekday of parsed.values) {
      if (nth === 'every') days.add(weekday);
      else if (nth === 'last') lastOfMonth.add(weekday);
      else nthOfMonth.push({ weekday, nth });
    }
  }
  return { days, lastOfMonth, nthOfMonth };
}

type DayOfWeekItem = { readonly weekdays: string; readonly nth: 'every' | 'last' | number };

/** `L` alone is the last day of the week, `6L` the month's last Friday, `6#3` its third. */
function splitDayOfWeek(item: string): DayOfWeekItem {
  if (item.toUpperCase() === 'L') return { weekdays: 'SAT', nth: 'every' };
  const [, last] = /^(\w+)L$/i.exec(item) ?? [];
  if (last !== undefined) return { weekdays: last, nth: 'last' };
  const [, weekdays, nth] = /^(\w+)#([1-5])$/.exec(item) ?? [];
  return weekdays === undefined ? { weekdays: item, nth: 'every' } : { weekdays, nth: Number(nth) };
}
