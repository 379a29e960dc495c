import { invalidParameter } from '../errors.ts';
import type { RotationRules } from '../secrets/types.ts';
import { type Cron, parseCron } from './cron.ts';

/** A rotation window: the rotation starts at `startDate`, NextRotationDate shows `endDate`, its last second. */
type Window = { readonly startDate: number; readonly endDate: number };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The most often that a secret can be rotated. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
const MIN_INTERVAL_HOURS = 4;
const MAX_INTERVAL_DAYS = 999;
/** A cron schedule that has no day in this many years (30 February) never fires. */
const HORIZON_DAYS = 8 * 366;

/** Refuses rules that the service refuses: InvalidParameterException. */
export function checkRules(rules: RotationRules): void {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression, Duration: duration } = rules;
  if (days !== undefined && expression !== undefined) {
    throw invalidParameter('You cannot specify both rotation frequency and schedule expression together.');
  }
  const rate = expression === undefined ? undefined : parseRate(expression);
  const cron = expression === undefined ? undefined : parseCron(expression);
  if (expression !== undefined && rate === undefined && cron === undefined) {
    throw invalidParameter('The ScheduleExpression is not a valid rate() or cron() expression.');
  }
  if (rate !== undefined) checkInterval(rate);
  if (cron !== undefined) checkHours(cron);
  if (duration !== undefined) checkDuration(rules, Number.parseInt(duration, 10) * HOUR_MS);
}

/** The first window that starts after `from`, in a schedule that counts from the day of `anchor`, the last rotation. */
export function nextWindow(rules: RotationRules, anchor: number, from: number): Window | undefined {
  for (const startDate of starts(rules, anchor)) {
    if (startDate > from) return { startDate, endDate: startDate + windowMs(rules, startDate) - 1_000 };
  }
  return undefined;
}

/** AutomaticallyAfterDays as DescribeSecret shows it: for a schedule expression, computed from the next two windows. */
export function daysBetween(rules: RotationRules, from: number): number | undefined {
  if (rules.AutomaticallyAfterDays !== undefined) return rules.AutomaticallyAfterDays;
  const first = nextWindow(rules, from, from);
  const second = first && nextWindow(rules, from, first.startDate);
  if (!first || !second) return undefined;
  return Math.max(1, Math.round((second.startDate - first.startDate) / DAY_MS));
}

function* starts(rules: RotationRules, anchor: number): Generator<number> {
  const midnight = anchor - (anchor % DAY_MS);
  const cron = parseCron(rules.ScheduleExpression ?? '');
  const interval = intervalMs(rules);
  if (cron !== undefined) yield* cronStarts(cron, midnight);
  else if (interval !== undefined) for (let count = 0; ; count++) yield midnight + count * interval;
}

function* cronStarts(cron: Cron, midnight: number): Generator<number> {
  for (let day = 0; day < HORIZON_DAYS; day++) {
    const date = midnight + day * DAY_MS;
    if (cron.matchesDay(new Date(date))) for (const hour of cron.hours) yield date + hour * HOUR_MS;
  }
}

/** Without a Duration an hourly schedule's window is an hour, any other's lasts until the end of the UTC day. */
function windowMs(rules: RotationRules, startDate: number): number {
  if (rules.Duration !== undefined) return Number.parseInt(rules.Duration, 10) * HOUR_MS;
  return isHourly(rules) ? HOUR_MS : DAY_MS - (startDate % DAY_MS);
}

const isHourly = ({ ScheduleExpression: expression = '' }: RotationRules) =>
  parseRate(expression)?.unit === 'hours' || (parseCron(expression)?.hours.length ?? 0) > 1;

function intervalMs(rules: RotationRules): number | undefined {
  if (rules.AutomaticallyAfterDays !== undefined) return rules.AutomaticallyAfterDays * DAY_MS;
  const rate = parseRate(rules.ScheduleExpression ?? '');
  return rate && rate.value * (rate.unit === 'hours' ? HOUR_MS : DAY_MS);
}

type Rate = { readonly value: number; readonly unit: 'hours' | 'days' };

function parseRate(expression: string): Rate | undefined {
  const match = /^rate\((\d+) (hour|day)s?\)$/.exec(expression);
  return match ? { value: Number(match[1]), unit: match[2] === 'hour' ? 'hours' : 'days' } : undefined;
}

function checkInterval({ value, unit }: Rate) {
  const hours = unit === 'hours' ? value : value * 24;
  if (hours < MIN_INTERVAL_HOURS || hours > MAX_INTERVAL_DAYS * 24) {
    throw invalidParameter(`A rate() must be between ${MIN_INTERVAL_HOURS} hours and ${MAX_INTERVAL_DAYS} days.`);
  }
}

function checkHours({ hours }: Cron) {
  if (smallestGapHours(hours) < MIN_INTERVAL_HOURS) {
    throw invalidParameter(`You can rotate a secret as often as every ${MIN_INTERVAL_HOURS} hours.`);
  }
}

/** Between two hours of a day, and from the last of one day to the first of the next. */
function smallestGapHours(hours: readonly number[]): number {
  return Math.min(...hours.map((hour, index) => (hours[index + 1] ?? (hours[0] ?? 0) + 24) - hour));
}

function checkDuration(rules: RotationRules, durationMs: number) {
  const [first, second] = take(starts(rules, 0), 2);
  const tooLong = first !== undefined && second !== undefined && durationMs > second - first;
  const overflows = take(starts(rules, 0), 24).some((start) => (start % DAY_MS) + durationMs > DAY_MS);
  if (durationMs < HOUR_MS || tooLong || overflows) {
    throw invalidParameter('The rotation window must not extend into the next UTC day or the next rotation window.');
  }
}

function take<T>(source: Generator<T>, count: number): readonly T[] {
  const taken: T[] = [];
  for (const item of source) if (taken.push(item) === count) break;
  return taken;
}
