import { MAX_RECOVERY_WINDOW_DAYS, MIN_RECOVERY_WINDOW_DAYS } from '../../../schemas/aws/limits.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const recoveryWindowEnvMin: Rule = {
  id: 'recovery-window-env-min',
  category: 'recovery',
  title: 'The recovery window is shorter than the environment asks for.',
  severity: { normal: 'warning', strict: 'error' },
  fix: 'safe',
  waivable: true,
  phase: 'check',
  alsoFor: ['absent'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html'],
  checkSecret: ({ spec }, { thresholds, environment }) => {
    const days = spec.recoveryWindowInDays;
    const least = Math.min(thresholds.minRecoveryWindowInDays, MAX_RECOVERY_WINDOW_DAYS);
    if (days >= least || days < MIN_RECOVERY_WINDOW_DAYS) return NO_PROBLEMS;
    const pointer = '/spec/recoveryWindowInDays';
    const message =
      `A deletion could be undone for ${days} days, and environments of tier ${environment.spec.tier} ask for ` +
      `${least}; set recoveryWindowInDays to ${least}.`;
    return [{ pointer, message, fix: [{ pointer, value: least }] }];
  },
};
