import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { contractDigest } from '../record/contract.ts';
import { recordedValue } from '../record/record.ts';
import { hasValue } from '../record/versions.ts';

/** True where nothing but values that people give stands between a secret and its contract: no change of it is pending. */
export function isFulfilled(desired: DesiredSecret, observed: ObservedSecret): boolean {
  const record = recordedValue(observed);
  return !hasValue(observed) || record === null || record.digest === contractDigest(desired.spec);
}

/** The contract with the literals left out that are live: changing these is for `apply`, after review. */
export function withoutNewLiterals(desired: DesiredSecret, live: ReadonlySet<string>): DesiredSecret {
  const value = Object.entries(desired.spec.value).filter(([key, { kind }]) => kind !== 'literal' || !live.has(key));
  return { ...desired, spec: { ...desired.spec, value: Object.fromEntries(value) } };
}
