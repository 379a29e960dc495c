import type { Rotation } from '../../declarations.ts';
import { fireDays, REPEATS_AFTER_DAYS } from './cron-days.ts';
import { type Cron, parseCron } from './parse-cron.ts';

/** A parsed rotation schedule. All times are in UTC. */
export type Schedule = {
  readonly kind: 'rate' | 'cron';
  /** The smallest and the largest time from one rotation window's opening to the next. */
  readonly smallestGapInHours: number;
  readonly largestGapInHours: number;
  /** Latest hour of the day at which a window opens, over all days; 0 for a rate in days. */
  readonly lastStartHour: number;
  /** null for a rate. */
  readonly cron: Cron | null;
};

export type ScheduleReading = { readonly schedule: Schedule } | { readonly problem: string };

/**
 * Reads AWS's `rate(N hours|days)` or six-field `cron(...)` (user guide, "Schedule expressions in Secrets Manager
 * rotation"), or reports why it is invalid. A configuration has few distinct schedules, so each is parsed only once.
 */
export function readSchedule(expression: string): ScheduleReading {
  const known = readings.get(expression);
  if (known !== undefined) return known;
  const reading = readRate(expression) ?? readCron(expression) ?? { problem: NEITHER };
  readings.set(expression, reading);
  return reading;
}

const readings = new Map<string, ScheduleReading>();

const NEITHER =
  'A schedule is rate(N hours), rate(N days) or cron(0 HOUR DAY-OF-MONTH MONTH DAY-OF-WEEK *), all in UTC.';

function readRate(expression: string): ScheduleReading | null {
  const match = /^rate\(\s*(\d+)\s+(hours?|days?)\s*\)$/.exec(expression);
  if (match === null) return null;
  const hours = Number(match[1]) * (match[2]?.startsWith('day') ? 24 : 1);
  if (hours === 0) return { problem: 'A rate must be at least 1.' };
  // Windows open every `hours` from some midnight, so over the days they open at every multiple of the greatest common
  // divisor of the rate and a day.
  const lastStartHour = 24 - greatestCommonDivisor(hours, 24);
  return { schedule: { kind: 'rate', smallestGapInHours: hours, largestGapInHours: hours, lastStartHour, cron: null } };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function readCron(expression: string): ScheduleReading | null {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (fields === undefined) return null;
  const parsed = parseCron(fields);
  return 'problem' in parsed ? parsed : readGaps(parsed.cron);
}

/**
 * Days and hours are independent, so the gaps follow from those between days and those between hours of a day. The
 * calendar repeats, so the last day is followed by the first.
 */
function readGaps(cron: Cron): ScheduleReading {
  const days = fireDays(cron);
  const [firstHour = 0] = cron.hours;
  const lastHour = cron.hours.at(-1) ?? firstHour;
  if (days[0] === undefined) return { problem: 'No day matches: the month never has that day of the month.' };
  const overnight = gapsOf(days, REPEATS_AFTER_DAYS).map((gap) => gap * 24 + firstHour - lastHour);
  const gaps = [...gapsOf(cron.hours, null), ...overnight];
  const smallestGapInHours = gaps.reduce((least, gap) => Math.min(least, gap));
  const largestGapInHours = gaps.reduce((most, gap) => Math.max(most, gap));
  return { schedule: { kind: 'cron', smallestGapInHours, largestGapInHours, lastStartHour: lastHour, cron } };
}

/** Differences between neighbours in an ascending list; with `period`, also from the last round to the first. */
function gapsOf(ascending: readonly number[], period: number | null): readonly number[] {
  const [first = 0] = ascending;
  const followers = period === null ? ascending.slice(1) : [...ascending.slice(1), first + period];
  return followers.map((next, index) => next - (ascending[index] ?? 0));
}

/** The schedule expression of a rotation by a function, as declared. */
export function scheduleOf(rotation: Rotation | null): string | undefined {
  return rotation === null || rotation.manual === true ? undefined : rotation.schedule;
}
