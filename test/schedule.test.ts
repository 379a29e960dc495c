import { describe, expect, test } from '@jest/globals';
import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { fireDays } from '../schemas/aws/schedule/cron-days.ts';
import { parseCron } from '../schemas/aws/schedule/parse-cron.ts';
import { readSchedule } from '../schemas/aws/schedule/schedule.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2024, 0, 1);
/** 28 years, after which the calendar repeats. */
const PERIOD_MS = 10_227 * 24 * HOUR_MS;

function gaps(expression: string): readonly number[] | string {
  const reading = readSchedule(expression);
  if ('problem' in reading) return reading.problem;
  return [reading.schedule.smallestGapInHours, reading.schedule.largestGapInHours];
}

describe('rate', () => {
  test.each([
    ['rate(1 day)', 24],
    ['rate(10 days)', 240],
    ['rate(4 hours)', 4],
    ['rate( 12  hours )', 12],
  ])('%s comes every %d hours', (expression, hours) => {
    expect(gaps(expression)).toEqual([hours, hours]);
  });
});

describe('cron', () => {
  test.each([
    ['every month, 31 days at most', 'cron(0 4 1 * ? *)', 28 * 24, 31 * 24],
    ['the last day of the month', 'cron(0 4 L * ? *)', 28 * 24, 31 * 24],
    ['the 31st: months without one are left out', 'cron(0 0 31 * ? *)', 31 * 24, 61 * 24],
    ['a leap day', 'cron(0 0 29 2 ? *)', 1461 * 24, 1461 * 24],
    ['the first Sunday of the month', 'cron(0 0 ? * SUN#1 *)', 28 * 24, 35 * 24],
    ['the last Friday of the month', 'cron(0 0 ? * 6L *)', 28 * 24, 35 * 24],
    ['Saturdays', 'cron(0 0 ? * L *)', 168, 168],
    ['weekdays', 'cron(0 1 ? * MON-FRI *)', 24, 72],
    ['hours that start anew each day', 'cron(0 2/10 * * ? *)', 4, 10],
    ['quarters', 'cron(0 0 1 JAN,apr,7,10 ? *)', 90 * 24, 92 * 24],
    ['steps of days start anew each month', 'cron(0 0 1/10 * ? *)', 24, 240],
  ])('%s', (_, expression, smallest, largest) => {
    expect(gaps(expression)).toEqual([smallest, largest]);
  });
});

describe('what AWS refuses is refused', () => {
  test.each([
    ['rate(30 minutes)', 'rate'],
    ['rate(0 days)', 'at least 1'],
    ['rate(1.5 days)', 'rate'],
    ['every day', 'rate'],
    ['cron(0 4 * * *)', 'six fields, not 5'],
    ['cron(30 4 * * ? *)', 'Minutes must be 0'],
    ['cron(0 4 * * ? 2027)', 'Year must be *'],
    ['cron(0 4 ? * ? *)', 'exactly one'],
    ['cron(0 4 1 * MON *)', 'exactly one'],
    ['cron(0 4 * * * *)', 'exactly one'],
    ['cron(0 24 * * ? *)', 'Hour'],
    ['cron(0 L * * ? *)', 'Hour'],
    ['cron(0 4 15W * ? *)', 'Day-of-month'],
    ['cron(0 4 L-3 * ? *)', 'Day-of-month'],
    ['cron(0 4 0 * ? *)', 'Day-of-month'],
    ['cron(0 4 1 13 ? *)', 'Month'],
    ['cron(0 4 1 JANUARY ? *)', 'Month'],
    ['cron(0 4 ? * 8 *)', 'Day-of-week'],
    ['cron(0 4 ? * MON#6 *)', 'Day-of-week'],
    ['cron(0 4 ? * FRI-MON *)', 'Day-of-week'],
    ['cron(0 4 1/0 * ? *)', 'Day-of-month'],
    ['cron(0 4 30 2 ? *)', 'No day matches'],
  ])('%s', (expression, problem) => {
    expect(gaps(expression)).toContain(problem);
  });
});

describe('against croner, an independent implementation', () => {
  const field = (min: number, max: number) => {
    const value = fc.integer({ min, max });
    const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const step = fc.tuple(range, fc.integer({ min: 1, max: 12 })).map(([bounds, by]) => `${bounds}/${by}`);
    return fc.array(fc.oneof(value.map(String), range, step), { minLength: 1, maxLength: 3 }).map((all) => all.join());
  };
  const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
  const weekday = fc.constantFrom(...weekdays);
  const daysOfWeek = fc.oneof(
    fc.subarray(weekdays, { minLength: 1 }).map((days) => days.join()),
    fc.tuple(weekday, fc.integer({ min: 1, max: 5 })).map(([day, nth]) => `${day}#${nth}`),
    weekday.map((day) => `${day}L`),
  );
  const daysOfMonth = fc.oneof(field(1, 31), fc.constant('L'), fc.constant('*'));
  const days = fc.oneof(
    daysOfMonth.map((day) => [day, '?'] as const),
    daysOfWeek.map((day) => ['?', day] as const),
  );

  test('fires at the same hours', () => {
    fc.assert(
      fc.property(field(0, 23), days, fc.oneof(fc.constant('*'), field(1, 12)), (hours, [dom, dow], months) => {
        const ours = firings(`0 ${hours} ${dom} ${months} ${dow} *`, 40);
        const theirs = new Croner(`0 ${hours} ${dom} ${months} ${dow.replace(/(?<=.)L$/, '#L')}`.replace('?', '*'), {
          timezone: 'UTC',
        })
          .nextRuns(40, new Date(START - 1))
          .map((date) => date.getTime());
        expect(ours).toEqual(theirs.filter((time) => time < START + PERIOD_MS));
      }),
      { numRuns: 100 },
    );
  });

  test('the gaps are those between its firings', () => {
    fc.assert(
      fc.property(field(0, 23), days, (hours, [dom, dow]) => {
        const times = firings(`0 ${hours} ${dom} * ${dow} *`, Number.POSITIVE_INFINITY);
        const first = times[0] ?? 0;
        const all = [...times.slice(1), first + PERIOD_MS].map((time, index) => (time - (times[index] ?? 0)) / HOUR_MS);
        const least = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
        const most = all.reduce((a, b) => Math.max(a, b), 0);
        expect(gaps(`cron(0 ${hours} ${dom} * ${dow} *)`)).toEqual([least, most]);
      }),
      { numRuns: 25 },
    );
  });
});

/** The first `count` firings of one calendar period, in milliseconds since 1970. */
function firings(fields: string, count: number): readonly number[] {
  const parsed = parseCron(fields);
  if ('problem' in parsed) throw new Error(parsed.problem);
  const times: number[] = [];
  for (const day of fireDays(parsed.cron)) {
    for (const hour of parsed.cron.hours) {
      times.push(START + day * 24 * HOUR_MS + hour * HOUR_MS);
      if (times.length === count) return times;
    }
  }
  return times;
}
