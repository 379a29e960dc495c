import { type Draft, draft, type SecretComparison } from '../draft.ts';
import { isForeignTag, isRecorded, ownershipOf, RECORD, tagsRecord } from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';

/**
 * Sets the declared tags, and removes those that Keywright once set and that are no longer declared. All other tags
 * stay.
 */
export function diffTags({ desired, observed, environment }: SecretComparison): readonly Draft[] {
  const declared = desired.spec.tags;
  const record = ownershipOf(observed.tags, environment) === 'ours' ? observed.tags[RECORD.tags] : undefined;
  const formerlyOurs = Object.keys(observed.tags).filter((key) => !isForeignTag(key) && isRecorded(record, key));
  const keys = [...Object.keys(declared), ...formerlyOurs, RECORD.tags];
  const changes = tagChanges(keys, { ...declared, ...tagsRecord(desired) }, observed.tags);
  return draft('update-metadata', observed.region, ['harmless'], changes);
}
