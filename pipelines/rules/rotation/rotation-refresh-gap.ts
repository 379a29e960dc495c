import { readSchedule } from '../../../schemas/aws/schedule/schedule.ts';
import type { ExternalSecretConsumer, FunctionRotation, Rotation } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import { refreshIntervalOf } from '../../../schemas/kubernetes/refresh-interval.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationRefreshGap: Rule = {
  id: 'rotation-refresh-gap',
  category: 'rotation',
  title: 'After a rotation, the cluster goes on with a credential that no longer works.',
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html',
    'https://external-secrets.io/latest/api/externalsecret/',
  ],
  checkSecret: ({ spec: { rotation, kubernetes } }) => {
    if (rotation === null || rotation.manual === true) return NO_PROBLEMS;
    let problems: Problem[] | null = null;
    for (const name in kubernetes) {
      const consumer = kubernetes[name]?.externalSecret;
      const problem = consumer === undefined ? null : gapProblem(consumer, rotation, name);
      if (problem !== null) problems = [...(problems ?? []), problem];
    }
    return problems ?? NO_PROBLEMS;
  },
};

function gapProblem(consumer: ExternalSecretConsumer, rotation: FunctionRotation, name: string): Problem | null {
  const at = (field: string) => pointerOf(['spec', 'kubernetes', name, 'externalSecret', field]);
  if (consumer.refreshPolicy === 'CreatedOnce' || consumer.refreshPolicy === 'OnChange') {
    const message = `With refreshPolicy ${consumer.refreshPolicy} a rotated value never gets there; use Periodic.`;
    return { pointer: at('refreshPolicy'), message };
  }
  const { written, seconds } = refreshIntervalOf(consumer);
  if (seconds === null) return null;
  const overlapHours = overlapOf(rotation);
  if (seconds > 0 && seconds / 3600 <= overlapHours) return null;
  return { pointer: at('refreshInterval'), message: messageFor(written, seconds, overlapHours) };
}

function messageFor(written: string, seconds: number, overlapHours: number): string {
  if (seconds <= 0) return 'A refreshInterval of 0 never picks up a rotated value; set one.';
  return overlapHours > 0
    ? `The former user works for about ${overlapHours} hours after a rotation; refresh more often than every ${written}.`
    : `A single user's old password fails at once, and the cluster keeps it for up to ${written}; rotate between ` +
        'alternating users, or accept the gap with a waiver.';
}

/** How long, in hours, a replaced value still works. */
function overlapOf(rotation: FunctionRotation): number {
  if (rotation.strategy !== 'alternating-users') return 0;
  return Math.floor(smallestPeriodInHours(rotation) / 2);
}

function smallestPeriodInHours({ schedule, automaticallyAfterDays }: Exclude<Rotation, { manual: true }>): number {
  const reading = schedule === undefined ? null : readSchedule(schedule);
  if (reading !== null) return 'problem' in reading ? Number.POSITIVE_INFINITY : reading.schedule.smallestGapInHours;
  return (automaticallyAfterDays ?? Number.POSITIVE_INFINITY) * 24;
}
