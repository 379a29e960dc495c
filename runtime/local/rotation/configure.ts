import type { Rotation } from '../secrets/types.ts';
import { nextWindow } from './schedule.ts';

export const NO_ROTATION: Rotation = {
  enabled: false,
  lambdaArn: undefined,
  rules: undefined,
  metadata: undefined,
  roleArn: undefined,
  lastRotatedDate: undefined,
  next: undefined,
  pending: undefined,
};

/** The rotation with its next window counted from `anchor`, the moment that counts as the last rotation. */
export function scheduled(rotation: Rotation, anchor: number): Rotation {
  const next = rotation.rules && rotation.enabled ? nextWindow(rotation.rules, anchor, anchor) : undefined;
  return { ...rotation, next };
}

/** The rotation after a value was set by hand: only a schedule in days restarts from it. */
export function rescheduled(rotation: Rotation, now: number): Rotation {
  return rotation.rules?.AutomaticallyAfterDays === undefined ? rotation : scheduled(rotation, now);
}
