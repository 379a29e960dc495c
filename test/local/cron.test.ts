import { describe, expect, test } from '@jest/globals';
import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { rotationScheduleGrammar } from '../../pipelines/rules/rotation/rotation-schedule-grammar.ts';
import { rotationTooFrequent } from '../../pipelines/rules/rotation/rotation-too-frequent.ts';
import { rotationWindowOverflow } from '../../pipelines/rules/rotation/rotation-window-overflow.ts';
import { checkRules, nextWindow } from '../../runtime/local/rotation/schedule.ts';

const rules = (ScheduleExpression: string, Duration?: string) => ({
  ...{ AutomaticallyAfterDays: undefined, Duration, ScheduleExpression },
});
const DAY_MS = 86_400_000;

const range = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
const part = (min: number, max: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min, max }).map(String),
    range(min, max),
    fc.tuple(range(min, max), fc.integer({ min: 1, max: 5 })).map(([span, step]) => `${span}/${step}`),
  );
const field = (min: number, max: number) =>
  fc.array(part(min, max), { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
const days = fc.oneof(field(1, 31), fc.constant('L'));
const weekdays = fc.oneof(
  field(1, 7),
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 })).map(([day, nth]) => `${day}#${nth}`),
  fc.integer({ min: 1, max: 7 }).map((day) => `${day}L`),
);

/** AWS counts weekdays from 1 for Sunday, the other from 0; and it writes the last Friday as 5#L. */
const shifted = (text: string) =>
  text.replace(/(?<![/#])\d+/g, (digits) => String(Number(digits) - 1)).replace('L', '#L');

test('windows start when another implementation of cron says so', () => {
  const choice = fc.oneof(
    days.map((day) => ({ aws: `${day} MONTH ?`, unix: `${day} MONTH *` })),
    weekdays.map((day) => ({ aws: `? MONTH ${day}`, unix: `* MONTH ${shifted(day)}` })),
  );
  const property = fc.property(
    field(0, 23),
    choice,
    field(1, 12),
    fc.nat(3000),
    (hours, { aws, unix }, months, day) => {
      const from = Date.UTC(2026, 0, 1) + day * DAY_MS + 12 * 3_600_000;
      const other = new Croner(`0 0 ${hours} ${unix.replace('MONTH', months)}`, { timezone: 'UTC', paused: true });
      const expected = other.nextRun(new Date(from))?.getTime();
      const found = nextWindow(rules(`cron(0 ${hours} ${aws.replace('MONTH', months)} *)`), from, from)?.startDate;
      expect(found).toBe(expected);
    },
  );
  fc.assert(property, { numRuns: 500 });
});

test.each(['MON-FRI', 'JAN', 'SUN,SAT', '2-6'])('names stand for numbers: %s', (day) => {
  const [weekday, month] = day === 'JAN' ? ['?', day] : [day, '*'];
  const expression = `cron(0 4 ${weekday === '?' ? '1' : '?'} ${month} ${weekday} *)`;
  expect(() => checkRules(rules(expression))).not.toThrow();
});

test.each([
  'cron(0 4 1 * ?)',
  'cron(5 4 1 * ? *)',
  'cron(0 24 1 * ? *)',
  'cron(0 4 32 * ? *)',
  'cron(0 4 0 * ? *)',
  'cron(0 4 1 13 ? *)',
  'cron(0 4 ? * 8 *)',
  'cron(0 4 ? * 2#6 *)',
  'cron(0 4 1 * 1 *)',
  'cron(0 4 ? * ? *)',
  'cron(0 4 9-3 * ? *)',
  'cron(0 4 1/0 * ? *)',
  'cron(0 4 1 * ? 2027)',
  'cron(0 4 1W * ? *)',
  'cron()',
])('%s is refused', (expression) => {
  expect(() => checkRules(rules(expression))).toThrow('not a valid');
});

test('a day that never comes has no window', () => {
  expect(nextWindow(rules('cron(0 0 30 2 ? *)'), 0, 0)).toBeUndefined();
});

describe('the endpoint refuses what the linter refuses, and nothing else', () => {
  const isRefusedByLinter = (schedule: string, duration: string | undefined) => {
    const subject = { spec: { rotation: { lambdaArn: 'x', schedule, ...(duration !== undefined && { duration }) } } };
    const found = [rotationScheduleGrammar, rotationTooFrequent, rotationWindowOverflow].flatMap(
      (rule) => rule.checkSecret?.(subject as never, {} as never) ?? [],
    );
    return found.length > 0;
  };
  const isRefusedByEndpoint = (schedule: string, duration: string | undefined) => {
    try {
      checkRules(rules(schedule, duration));
      return false;
    } catch {
      return true;
    }
  };

  test.each([
    ...[['rate(4 hours)', '4h', false] as const, ['rate(4 hours)', '5h', true] as const],
    // Windows open at midnight and every five hours from there, so on some day one opens at 23:00.
    ...[['rate(5 hours)', '1h', false] as const, ['rate(5 hours)', '2h', true] as const],
    ...[['rate(36 hours)', '12h', false] as const, ['rate(36 hours)', '13h', true] as const],
    ...[['rate(1 day)', '24h', false] as const, ['rate(2 days)', '25h', true] as const],
    ...[['cron(0 22 * * ? *)', '2h', false] as const, ['cron(0 22 * * ? *)', '3h', true] as const],
    ...[['cron(0 0 1,L * ? *)', undefined, false] as const, ['cron(0 0 ? * MON#1,MON#3 *)', undefined, false] as const],
    ...[['cron(0 0 ? * mon *)', undefined, false] as const, ['cron(0 0 SUNL * ? *)', undefined, false] as const],
    ...[['cron(0 /8 * * ? *)', '8h', false] as const, ['cron(0 0 /2 * ? *)', undefined, false] as const],
    ...[['cron(0 0 1 /3 ? *)', undefined, false] as const, ['cron(0 0 ? * /2 *)', undefined, false] as const],
    ...[['cron(0 0 30 2 ? *)', undefined, true] as const, ['cron(0 0 29 2 ? *)', undefined, false] as const],
    ...[['cron(0 / * * ? *)', undefined, true] as const, ['cron(0 /3 * * ? *)', undefined, true] as const],
  ])('%s with a window of %s', (schedule, duration, isRefused) => {
    expect([isRefusedByLinter(schedule, duration), isRefusedByEndpoint(schedule, duration)]).toEqual([
      isRefused,
      isRefused,
    ]);
  });

  test('for any schedule and window', () => {
    const expression = fc.oneof(
      fc
        .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('hours', 'days'))
        .map(([n, unit]) => `rate(${n} ${unit})`),
      fc
        .tuple(
          fc.oneof(field(0, 23), fc.constantFrom('/8', '/5', '4/9')),
          days,
          fc.oneof(field(1, 12), fc.constant('/3')),
        )
        .map(([hours, day, month]) => `cron(0 ${hours} ${day} ${month} ? *)`),
    );
    const duration = fc.option(
      fc.integer({ min: 1, max: 30 }).map((hours) => `${hours}h`),
      { nil: undefined },
    );
    const property = fc.property(expression, duration, (schedule, window) => {
      expect(isRefusedByEndpoint(schedule, window)).toBe(isRefusedByLinter(schedule, window));
    });
    fc.assert(property, { numRuns: 500 });
  });

  test('SUNL is the last Sunday of each month', () => {
    const january = Date.UTC(2026, 0, 1);
    const starts: number[] = [];
    while (starts.length < 3) {
      starts.push(nextWindow(rules('cron(0 0 SUNL * ? *)'), january, starts.at(-1) ?? january)?.startDate ?? 0);
    }
    expect(starts.map((start) => new Date(start).toISOString().slice(0, 10))).toEqual([
      '2026-01-25',
      '2026-02-22',
      '2026-03-29',
    ]);
  });
});
