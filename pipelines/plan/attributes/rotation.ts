import type { FunctionRotation } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import type { Effect, ObservedRotation } from '../../../schemas/plan.ts';
import type { ResolvedSpec } from '../../../schemas/types.ts';
import { changeOf, type Draft, draft, type SecretComparison } from '../draft.ts';
import { hasValue } from '../record/versions.ts';

/**
 * Rotation by a function needs a value to rotate, so it waits until there is one. AWS knows nothing of manual rotation.
 */
export function diffRotation({ desired, observed }: SecretComparison, getsValue: boolean): readonly Draft[] {
  const declared = functionRotation(desired.spec);
  const { rotation } = observed;
  if (declared === null) {
    if (!rotation.enabled) return [];
    const change = changeOf(['rotation'], observedOf(rotation), null);
    return draft('cancel-rotation', observed.region, ['harmless'], [change]);
  }
  if (isAsDeclared(declared, rotation) || !(hasValue(observed) || getsValue)) return [];
  const before = rotation.enabled ? observedOf(rotation) : null;
  const change = changeOf(['rotation'], before, rotationOf(declared));
  return draft('set-rotation', observed.region, [rotationEffect(declared)], [change]);
}

export function functionRotation({ rotation }: ResolvedSpec): FunctionRotation | null {
  return rotation === null || rotation.manual === true ? null : rotation;
}

/** The rotation settings that AWS holds, in AWS's terms. */
export function rotationOf(rotation: FunctionRotation): Json {
  return {
    lambdaArn: rotation.lambdaArn,
    schedule: rotation.schedule ?? null,
    automaticallyAfterDays: rotation.schedule === undefined ? (rotation.automaticallyAfterDays ?? null) : null,
    duration: rotation.duration ?? null,
    rotateImmediately: rotation.rotateImmediately ?? true,
  };
}

/** For a schedule expression, AWS also returns a number of days that it computed itself. */
function observedOf(rotation: ObservedRotation): Json {
  return {
    lambdaArn: rotation.lambdaArn,
    schedule: rotation.scheduleExpression,
    automaticallyAfterDays: rotation.scheduleExpression === null ? rotation.automaticallyAfterDays : null,
    duration: rotation.duration,
  };
}

/** Whether AWS has the declared rotation. */
export function isAsDeclared(declared: FunctionRotation, rotation: ObservedRotation): boolean {
  if (!rotation.enabled || rotation.lambdaArn !== declared.lambdaArn) return false;
  if (rotation.duration !== (declared.duration ?? null)) return false;
  if (declared.schedule !== undefined) return rotation.scheduleExpression === declared.schedule;
  const days = declared.automaticallyAfterDays ?? null;
  return rotation.scheduleExpression === null && rotation.automaticallyAfterDays === days;
}

/** By default AWS rotates immediately, and a `rate` or a number of days can be due immediately. */
function rotationEffect({ rotateImmediately, schedule }: FunctionRotation): Effect {
  const isQuiet = rotateImmediately === false && schedule?.startsWith('cron(') === true;
  return isQuiet ? 'harmless' : 'replaces-live-value';
}
