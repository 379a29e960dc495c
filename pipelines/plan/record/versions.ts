import type { ObservedSecret } from '../../../schemas/plan.ts';

/** The version that carries a staging label, or null. */
export function versionAt(observed: ObservedSecret, stage: string): string | null {
  const found = Object.entries(observed.versionStages).find(([, stages]) => stages.includes(stage));
  return found?.[0] ?? null;
}

export function hasValue(observed: ObservedSecret): boolean {
  return versionAt(observed, 'AWSCURRENT') !== null;
}

/** A rotation that began and did not end: AWSPENDING on a version that is not current. */
export function hasPendingRotation(observed: ObservedSecret): boolean {
  const pending = versionAt(observed, 'AWSPENDING');
  return pending !== null && pending !== versionAt(observed, 'AWSCURRENT');
}
