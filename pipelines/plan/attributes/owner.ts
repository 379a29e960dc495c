import { type Draft, draft, type SecretComparison } from '../draft.ts';
import { contractDigest } from '../record/contract.ts';
import { declaredGenerations, ownershipOf, ownerTags, RECORD, valueRecord } from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';
import { hasValue } from '../record/versions.ts';
import { changesPolicy } from './policy.ts';

/**
 * Keeps the owner's tags, and takes a secret over by writing them. Taking over records the declared contract as
 * fulfilled where there is a value, so that the value found is never written.
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
 * What a former owner recorded of the policy would count as ours once the secret is, and differently from what was
 * planned. Where the policy itself stays as it is, its record is brought up to date instead.
 */
function staleRecord(comparison: SecretComparison): readonly string[] {
  return changesPolicy(comparison) || comparison.observed.resourcePolicy === undefined ? [RECORD.policy] : [];
}

function adoptedValue({ desired, observed }: SecretComparison): { readonly [key: string]: string } {
  const isWritten = Object.keys(desired.spec.value).length > 0;
  if (!isWritten || !hasValue(observed)) return {};
  return valueRecord({ digest: contractDigest(desired.spec), isAwaiting: false });
}
