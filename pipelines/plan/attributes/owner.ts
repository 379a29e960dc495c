import { contractDigest } from '../contract.ts';
import { type Draft, draft, type Subject } from '../draft.ts';
import { declaredGenerations, ownershipOf, ownerTags, RECORD, valueRecord } from '../record.ts';
import { tagChanges } from '../tag-changes.ts';
import { hasValue } from '../versions.ts';

/**
 * Keeps the owner's tags, and takes a secret over by writing them. Taking over records the declared contract as
 * fulfilled where there is a value, so that the value found is never written.
 */
export function diffOwner(subject: Subject): readonly Draft[] {
  const { desired, observed, environment } = subject;
  const tags = ownerTags(desired, environment);
  if (ownershipOf(observed.tags, environment) === 'ours') {
    const changes = tagChanges(Object.keys(tags), tags, observed.tags);
    return draft('update-metadata', observed.region, ['harmless'], changes);
  }
  const record = { ...tags, ...adoptedValue(subject), ...declaredGenerations(desired) };
  const changes = tagChanges([...Object.keys(tags), RECORD.value, RECORD.generations], record, observed.tags);
  return draft('adopt', observed.region, ['harmless'], changes);
}

function adoptedValue({ desired, observed }: Subject): { readonly [key: string]: string } {
  const isWritten = Object.keys(desired.spec.value).length > 0;
  if (!isWritten || !hasValue(observed)) return {};
  return valueRecord({ digest: contractDigest(desired.spec), isAwaiting: false });
}
