import { MAX_RATE_DAYS, MIN_ROTATION_GAP_HOURS } from '../../../schemas/aws/limits.ts';
import { firesOnDate } from '../../../schemas/aws/schedule/cron-days.ts';
import type { Cron } from '../../../schemas/aws/schedule/parse-cron.ts';
import { readSchedule, type Schedule } from '../../../schemas/aws/schedule/schedule.ts';
import { invalidParameter } from '../errors.ts';
import type { RotationRules } from '../secrets/types.ts';

/** A rotation window: the rotation starts at `startDate`, NextRotationDate shows `endDate`, its last second. */
type Window = { readonly startDate: number; readonly endDate: number };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The calendar repeats after 28 years, so a schedule with no day in that time never fires. */
const HORIZON_DAYS = 28 * 366;

/** Refuses rules that the service refuses: InvalidParameterException. */
export function checkRules(rules: RotationRules): void {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression, Duration: duration } = rules;
  if (days !== undefined && expression !== undefined) {
    throw invalidParameter('You cannot specify both rotation frequency and schedule expression together.');
  }
  const schedule = scheduleOf(rules);
  if (expression !== undefined && schedule === undefined) {
    throw invalidParameter('The ScheduleExpression is not a valid rate() or cron() expression.');
  }
  if (schedule !== undefined) checkInterval(schedule);
  if (duration !== undefined) checkDuration(rules, Number.parseInt(duration, 10));
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
  const cron = scheduleOf(rules)?.cron ?? null;
  const interval = intervalMs(rules);
  if (cron !== null) yield* cronStarts(cron, midnight);
  else if (interval !== undefined) for (let count = 0; ; count++) yield midnight + count * interval;
}

function* cronStarts(cron: Cron, midnight: number): Generator<number> {
  for (let day = 0; day < HORIZON_DAYS; day++) {
    const date = midnight + day * DAY_MS;
    if (firesOnDate(cron, new Date(date))) for (const hour of cron.hours) yield date + hour * HOUR_MS;
  }
}

/** Without a Duration an hourly schedule's window is an hour, any other's lasts until the end of the UTC day. */
function windowMs(rules: RotationRules, startDate: number): number {
  if (rules.Duration !== undefined) return Number.parseInt(rules.Duration, 10) * HOUR_MS;
  return isHourly(rules) ? HOUR_MS : DAY_MS - (startDate % DAY_MS);
}

/** Rates in hours, and crons that fire more than once a day. */
function isHourly(rules: RotationRules): boolean {
  const schedule = scheduleOf(rules);
  return schedule?.kind === 'rate'
    ? rules.ScheduleExpression?.includes('hour') === true
    : (schedule?.cron?.hours.length ?? 0) > 1;
}

function intervalMs(rules: RotationRules): number | undefined {
  if (rules.AutomaticallyAfterDays !== undefined) return rules.AutomaticallyAfterDays * DAY_MS;
  const schedule = scheduleOf(rules);
  return schedule?.kind === 'rate' ? schedule.smallestGapInHours * HOUR_MS : undefined;
}

/** The linter uses the same parser, so the two can't disagree. */
function scheduleOf({ ScheduleExpression: expression }: RotationRules): Schedule | undefined {
  const reading = expression === undefined ? undefined : readSchedule(expression);
  return reading !== undefined && 'schedule' in reading ? reading.schedule : undefined;
}

function checkInterval({ kind, smallestGapInHours: hours }: Schedule) {
  if (hours < MIN_ROTATION_GAP_HOURS) {
    throw invalidParameter(`You can rotate a secret as often as every ${MIN_ROTATION_GAP_HOURS} hours.`);
  }
  if (kind === 'rate' && hours > MAX_RATE_DAYS * 24) {
    throw invalidParameter(`A rate() must be between ${MIN_ROTATION_GAP_HOURS} hours and ${MAX_RATE_DAYS} days.`);
  }
}

function checkDuration(rules: RotationRules, hours: number) {
  const schedule = scheduleOf(rules);
  const gapHours = schedule?.smallestGapInHours ?? (rules.AutomaticallyAfterDays ?? 1) * 24;
  if (hours < 1 || hours > gapHours || (schedule?.lastStartHour ?? 0) + hours > 24) {
    throw invalidParameter('The rotation window must not extend into the next UTC day or the next rotation window.');
  }
}
