import { ageInDays } from '../observed-age.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const valueAgeOverdue: Rule = {
  id: 'value-age-overdue',
  category: 'recovery',
  title: 'A value that people rotate is older than it may be.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoKnownAs: ['Security Hub SecretsManager.4'],
  sources: ['https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html'],
  checkObserved: ({ secret, environment, spec: { rotation } }, observed, { now }) => {
    const limit = rotation?.manual === true ? rotation.automaticallyAfterDays : undefined;
    // lastChangedDate also changes with metadata. If currentVersionDate is unknown, the value is at least as old as
    // lastChangedDate says.
    const { currentVersionDate, lastChangedDate, createdDate } = observed;
    const date = currentVersionDate ?? lastChangedDate ?? createdDate;
    if (limit === undefined || date === null || ageInDays(date, now) <= limit) return NO_PROBLEMS;
    if (Object.keys(observed.versionStages).length === 0) return NO_PROBLEMS;
    const message =
      `Its value is ${ageInDays(date, now)} days old and is to be changed every ${limit}; write a new one with ` +
      `"keywright put ${secret} --env ${environment} --replace".`;
    return [{ pointer: '/spec/rotation/automaticallyAfterDays', message }];
  },
};
