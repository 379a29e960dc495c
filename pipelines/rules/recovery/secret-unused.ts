import { UNUSED_DAYS } from '../limits.ts';
import { ageInDays } from '../observed-age.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const secretUnused: Rule = {
  id: 'secret-unused',
  category: 'recovery',
  title: 'Nobody has read the secret for 90 days.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoKnownAs: ['Security Hub SecretsManager.3', 'Prowler secretsmanager_secret_unused'],
  sources: ['https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      days: {
        description: 'Days without a read after which a secret counts as unused. Default 90.',
        type: 'integer',
        minimum: 1,
        examples: [180],
      },
    },
  },
  checkObserved: (_desired, { lastAccessedDate, createdDate, deletedDate }, { now, options }) => {
    const last = lastAccessedDate ?? createdDate;
    const limit = typeof options.days === 'number' ? options.days : UNUSED_DAYS;
    if (deletedDate !== null || last === null || ageInDays(last, now) < limit) return NO_PROBLEMS;
    const since = lastAccessedDate === null ? 'since it was created' : `since ${lastAccessedDate.slice(0, 10)}`;
    return [{ pointer: '/spec', message: `Nobody has read it ${since}; set state to absent if it is not needed.` }];
  },
};
