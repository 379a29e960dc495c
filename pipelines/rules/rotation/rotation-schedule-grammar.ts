import { readSchedule, scheduleOf } from '../../../schemas/aws/schedule/schedule.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationScheduleGrammar: Rule = {
  id: 'rotation-schedule-grammar',
  category: 'rotation',
  title: 'The rotation schedule is not one that AWS can read.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html'],
  checkSecret: ({ spec: { rotation } }) => {
    const schedule = scheduleOf(rotation);
    if (schedule === undefined) return NO_PROBLEMS;
    const reading = readSchedule(schedule);
    return 'problem' in reading ? [{ pointer: '/spec/rotation/schedule', message: reading.problem }] : NO_PROBLEMS;
  },
};
