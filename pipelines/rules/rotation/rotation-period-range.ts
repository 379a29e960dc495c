import { MAX_AUTOMATICALLY_AFTER_DAYS, MAX_RATE_DAYS } from '../../../schemas/aws/limits.ts';
import { readSchedule, scheduleOf } from '../../../schemas/aws/schedule/schedule.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationPeriodRange: Rule = {
  id: 'rotation-period-range',
  category: 'rotation',
  title: 'The rotation period is not one that AWS takes: 1 to 1000 days, at most 999 as a rate.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html',
  ],
  checkSecret: ({ spec: { rotation } }) => {
    const days = rotation?.automaticallyAfterDays;
    if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MAX_AUTOMATICALLY_AFTER_DAYS)) {
      const message = `Use a whole number of days from 1 to ${MAX_AUTOMATICALLY_AFTER_DAYS}.`;
      return [{ pointer: '/spec/rotation/automaticallyAfterDays', message }];
    }
    const expression = scheduleOf(rotation);
    if (expression === undefined || !isRateTooLong(expression)) return NO_PROBLEMS;
    const message = `A rate can be ${MAX_RATE_DAYS} days at most; shorten it.`;
    return [{ pointer: '/spec/rotation/schedule', message }];
  },
};

function isRateTooLong(expression: string): boolean {
  const reading = readSchedule(expression);
  if ('problem' in reading || reading.schedule.kind !== 'rate') return false;
  return reading.schedule.largestGapInHours > MAX_RATE_DAYS * 24;
}
