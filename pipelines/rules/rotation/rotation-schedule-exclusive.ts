import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationScheduleExclusive: Rule = {
  id: 'rotation-schedule-exclusive',
  category: 'rotation',
  title: 'A rotation has both a schedule and automaticallyAfterDays.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html'],
  checkSecret: ({ spec: { rotation } }) => {
    if (rotation === null || rotation.manual === true) return NO_PROBLEMS;
    if (rotation.schedule === undefined || rotation.automaticallyAfterDays === undefined) return NO_PROBLEMS;
    const message = 'AWS takes either schedule or automaticallyAfterDays; remove one of them.';
    return [{ pointer: '/spec/rotation/automaticallyAfterDays', message }];
  },
};
