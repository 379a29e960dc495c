import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { contractDigest } from '../record/contract.ts';
import { recordedValue } from '../record/record.ts';
import { hasValue } from '../record/versions.ts';

/** True if the secret lacks nothing but values that people supply: no change of its value spec is pending. */
export function isFulfilled(desired: DesiredSecret, observed: ObservedSecret): boolean {
  const record = recordedValue(observed);
  return !hasValue(observed) || record === null || record.digest === contractDigest(desired.spec);
}

/** The value spec without literals for keys that are live: changing those is for `apply`, after review. */
export function withoutNewLiterals(desired: DesiredSecret, live: ReadonlySet<string>): DesiredSecret {
  const value = Object.entries(desired.spec.value).filter(([key, { kind }]) => kind !== 'literal' || !live.has(key));
  return { ...desired, spec: { ...desired.spec, value: Object.fromEntries(value) } };
}
