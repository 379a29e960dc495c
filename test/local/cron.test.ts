import { expect, test } from '@jest/globals';
import { Cron as Croner } from 'croner';
import fc from 'fast-check';
import { parseCron } from '../../runtime/local/rotation/cron.ts';
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
  expect(parseCron(`cron(0 4 ${weekday === '?' ? '1' : '?'} ${month} ${weekday} *)`)).toBeDefined();
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
