/** A Secrets Manager cron expression, expanded. Days are tested one by one, because L and # depend on the month. */
export type Cron = {
  readonly hours: readonly number[];
  /** `date` is a UTC midnight. */
  readonly matchesDay: (date: Date) => boolean;
};

type Field = { readonly min: number; readonly max: number; readonly names: readonly string[] };

const HOURS: Field = { min: 0, max: 23, names: [] };
const DAYS: Field = { min: 1, max: 31, names: [] };
const MONTHS: Field = {
  min: 1,
  max: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const WEEKDAYS: Field = { min: 1, max: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };
const DAY_MS = 24 * 3_600_000;

/**
 * Parses `cron(0 hours day-of-month month day-of-week *)`, where one of the two day fields is `?`; undefined where it is
 * not one. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function parseCron(expression: string): Cron | undefined {
  const body = /^cron\((.*)\)$/.exec(expression)?.[1];
  const fields = body?.trim().split(/\s+/) ?? [];
  const [minutes, hour = '', day = '', month = '', weekday = '', year] = fields;
  if (fields.length !== 6 || minutes !== '0' || year !== '*' || (day === '?') === (weekday === '?')) return undefined;
  const hours = expand(hour, HOURS);
  const months = expand(month, MONTHS);
  const matchesDay = day === '?' ? weekdayTest(weekday) : dayTest(day);
  if (hours === undefined || months === undefined || matchesDay === undefined) return undefined;
  return { hours, matchesDay: (date) => months.includes(date.getUTCMonth() + 1) && matchesDay(date) };
}

function dayTest(field: string): Cron['matchesDay'] | undefined {
  if (field === 'L') return (date) => monthEndsWithin(date, 1);
  const days = expand(field, DAYS);
  return days && ((date) => days.includes(date.getUTCDate()));
}

function weekdayTest(field: string): Cron['matchesDay'] | undefined {
  const nth = /^([A-Z0-9]+)#([1-5])$/.exec(field);
  if (nth) return nthWeekday(expand(nth[1] ?? '', WEEKDAYS), Number(nth[2]));
  if (field === 'L') return (date) => date.getUTCDay() === 6;
  if (field.endsWith('L')) return lastWeekday(expand(field.slice(0, -1), WEEKDAYS));
  const weekdays = expand(field, WEEKDAYS);
  return weekdays && ((date) => weekdays.includes(date.getUTCDay() + 1));
}

function nthWeekday(weekdays: readonly number[] | undefined, nth: number): Cron['matchesDay'] | undefined {
  if (weekdays?.length !== 1) return undefined;
  return (date) => weekdays.includes(date.getUTCDay() + 1) && Math.ceil(date.getUTCDate() / 7) === nth;
}

function lastWeekday(weekdays: readonly number[] | undefined): Cron['matchesDay'] | undefined {
  if (weekdays?.length !== 1) return undefined;
  return (date) => weekdays.includes(date.getUTCDay() + 1) && monthEndsWithin(date, 7);
}

function monthEndsWithin(date: Date, days: number): boolean {
  return new Date(date.getTime() + days * DAY_MS).getUTCMonth() !== date.getUTCMonth();
}

/** `*`, `a`, `a-b`, `a/step`, `a-b/step` and lists of these; undefined where one is not valid. */
function expand(field: string, limits: Field): readonly number[] | undefined {
  const parts = field.split(',').map((part) => expandPart(part, limits));
  const values: number[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    values.push(...part);
  }
  return [...new Set(values)].sort((a, b) => a - b);
}

function expandPart(part: string, limits: Field): readonly number[] | undefined {
  const match = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/(\d+))?$/.exec(part);
  if (!match) return undefined;
  const [, from = '', to, step] = match;
  if (from === '*' && to !== undefined) return undefined;
  const first = from === '*' ? limits.min : numberOf(from, limits);
  const last = to !== undefined ? numberOf(to, limits) : from === '*' || step !== undefined ? limits.max : first;
  const stride = Number(step ?? 1);
  if (first === undefined || last === undefined || first > last || stride < 1) return undefined;
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, index) => first + index * stride);
}

function numberOf(word: string, { min, max, names }: Field): number | undefined {
  const named = names.indexOf(word);
  const value = named >= 0 ? named + min : /^\d+$/.test(word) ? Number(word) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
