import { MAX_RECOVERY_WINDOW_DAYS, MIN_RECOVERY_WINDOW_DAYS } from '../../../schemas/aws/limits.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const recoveryWindowRange: Rule = {
  id: 'recovery-window-range',
  category: 'recovery',
  title: 'The recovery window is not a whole number of days from 7 to 30.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['absent'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html'],
  checkSecret: ({ spec: { recoveryWindowInDays: days } }) =>
    Number.isInteger(days) && days >= MIN_RECOVERY_WINDOW_DAYS && days <= MAX_RECOVERY_WINDOW_DAYS
      ? NO_PROBLEMS
      : [
          {
            pointer: '/spec/recoveryWindowInDays',
            message:
              `AWS takes a recovery window of ${MIN_RECOVERY_WINDOW_DAYS} to ${MAX_RECOVERY_WINDOW_DAYS} whole days; ` +
              'set recoveryWindowInDays to one of these.',
          },
        ],
};
