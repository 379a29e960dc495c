import type { ObservedSecret } from '../../../schemas/plan.ts';
import { PENDING_VERSION_DAYS } from '../limits.ts';
import { ageInDays } from '../observed-age.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationOverdue: Rule = {
  id: 'rotation-overdue',
  category: 'recovery',
  title: 'A rotation has not happened, or has stopped half-way.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoKnownAs: ['Security Hub SecretsManager.2', 'Security Hub SecretsManager.4'],
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
  ],
  checkObserved: (_desired, observed, { now }) => {
    if (observed.deletedDate !== null) return NO_PROBLEMS;
    const message = overdueMessage(observed, now) ?? pendingMessage(observed, now);
    return message === null ? NO_PROBLEMS : [{ pointer: '/spec/rotation', message }];
  },
};

function overdueMessage({ rotation: { enabled, nextRotationDate } }: ObservedSecret, now: Date): string | null {
  if (!enabled || nextRotationDate === null || Date.parse(nextRotationDate) >= now.getTime()) return null;
  return `It should have been rotated by ${nextRotationDate.slice(0, 10)}; look at the function's log and rotate it again.`;
}

/** A rotation in progress also has an AWSPENDING version, but only for minutes. */
function pendingMessage({ versionStages, lastChangedDate }: ObservedSecret, now: Date): string | null {
  const isLeft = Object.values(versionStages).some(
    (stages) => stages.includes('AWSPENDING') && !stages.includes('AWSCURRENT'),
  );
  if (!isLeft || (lastChangedDate !== null && ageInDays(lastChangedDate, now) < PENDING_VERSION_DAYS)) return null;
  return (
    'A rotation stopped before its last step and left a version as AWSPENDING, which blocks the next one; ' +
    "look at the function's log, then rotate it again."
  );
}
