import { readSchedule } from '../../../schemas/aws/schedule/schedule.ts';
import type { Rotation } from '../../../schemas/declarations.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule, type Thresholds } from '../rule.ts';

export const rotationMaxAge: Rule = {
  id: 'rotation-max-age',
  category: 'rotation',
  title: 'The longest time between two rotations is above the limit of the tier.',
  severity: { normal: 'warning', strict: 'error' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['Checkov CKV_AWS_304'],
  sources: ['https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html'],
  checkSecret: ({ spec: { rotation, type } }, { thresholds, environment }) => {
    if (rotation === null) return NO_PROBLEMS;
    const limit = limitFor(type, thresholds);
    const period = longestPeriod(rotation);
    if (limit === null || period === null || period.days <= limit) return NO_PROBLEMS;
    return [problem(period, limit, environment.spec.tier)];
  },
};

type Period = { readonly field: string; readonly days: number };

/** null if unknown: the schedule can't be read, or the secret is rotated by hand at no fixed interval. */
function longestPeriod(rotation: Rotation): Period | null {
  const { automaticallyAfterDays: days } = rotation;
  if (rotation.manual !== true && rotation.schedule !== undefined) {
    const reading = readSchedule(rotation.schedule);
    return 'problem' in reading ? null : { field: '/schedule', days: reading.schedule.largestGapInHours / 24 };
  }
  if (days !== undefined) return { field: '/automaticallyAfterDays', days };
  return rotation.manual === true ? null : { field: '', days: Number.POSITIVE_INFINITY };
}

function limitFor(type: string, { maxRotationDays }: Thresholds): number | null {
  const category = findSecretType(type)?.category;
  return category === 'database' || category === 'cache' ? maxRotationDays.database : maxRotationDays.other;
}

function problem({ field, days }: Period, limit: number, tier: string): Problem {
  const found = Number.isFinite(days)
    ? `Up to ${round(days)} days lie between two rotations`
    : 'No schedule says when to rotate';
  const message = `${found}, and tier ${tier} asks for ${limit} at most; rotate at least that often.`;
  return { pointer: `/spec/rotation${field}`, message };
}

function round(days: number): number {
  return Math.round(days * 10) / 10;
}
