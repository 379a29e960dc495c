import { type Draft, draft, type SecretComparison } from '../draft.ts';
import { contractDigest } from '../record/contract.ts';
import { declaredGenerations, ownershipOf, ownerTags, RECORD, valueRecord } from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';
import { hasValue } from '../record/versions.ts';
import { changesPolicy } from './policy.ts';

/**
 * Keeps the owner's tags up to date, and adopts a secret by writing them. If the adopted secret has a value, adopting
 * records the declared value spec as fulfilled, so that the value found is never overwritten.
 */
export function diffOwner(comparison: SecretComparison): readonly Draft[] {
  const { desired, observed, environment } = comparison;
  const tags = ownerTags(desired, environment);
  if (ownershipOf(observed.tags, environment) === 'ours') {
    const changes = tagChanges(Object.keys(tags), tags, observed.tags);
    return draft('update-metadata', observed.region, ['harmless'], changes);
  }
  const record = { ...tags, ...adoptedValue(comparison), ...declaredGenerations(desired) };
  const keys = [...Object.keys(tags), RECORD.value, RECORD.generations, ...staleRecord(comparison)];
  const changes = tagChanges(keys, record, observed.tags);
  return draft('adopt', observed.region, ['harmless'], changes);
}

/**
 * After an adoption, the policy record of a former manager would count as this manager's own, and the result would
 * differ from the plan, so that record is removed. If the policy itself stays as it is, `diffPolicy` updates its record
 * instead.
 */
function staleRecord(comparison: SecretComparison): readonly string[] {
  return changesPolicy(comparison) || comparison.observed.resourcePolicy === undefined ? [RECORD.policy] : [];
}

function adoptedValue({ desired, observed }: SecretComparison): { readonly [key: string]: string } {
  const isWritten = Object.keys(desired.spec.value).length > 0;
  if (!isWritten || !hasValue(observed)) return {};
  return valueRecord({ digest: contractDigest(desired.spec), isAwaiting: false });
}
