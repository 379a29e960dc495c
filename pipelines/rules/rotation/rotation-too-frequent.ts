import { MIN_ROTATION_GAP_HOURS } from '../../../schemas/aws/limits.ts';
import { readSchedule, scheduleOf } from '../../../schemas/aws/schedule/schedule.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationTooFrequent: Rule = {
  id: 'rotation-too-frequent',
  category: 'rotation',
  title: 'The schedule rotates more often than every four hours.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html'],
  checkSecret: ({ spec: { rotation } }) => {
    const expression = scheduleOf(rotation);
    if (expression === undefined) return NO_PROBLEMS;
    const reading = readSchedule(expression);
    if ('problem' in reading || reading.schedule.smallestGapInHours >= MIN_ROTATION_GAP_HOURS) return NO_PROBLEMS;
    const message =
      `AWS rotates every ${MIN_ROTATION_GAP_HOURS} hours at most, and here only ${reading.schedule.smallestGapInHours} ` +
      'lie between two rotations; widen the schedule.';
    return [{ pointer: '/spec/rotation/schedule', message }];
  },
};
