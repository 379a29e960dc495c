import { contractDigest } from '../../plan/record/contract.ts';
import { declaredGenerations, RECORD, valueRecord } from '../../plan/record/record.ts';
import { tagChanges } from '../../plan/record/tag-changes.ts';
import { changeTags } from '../session/change-tags.ts';
import { writeValue } from '../value/write.ts';
import type { ActionResult, PendingAction } from './pending-action.ts';

/**
 * Writes the value, then its record. A run that was interrupted between the two finds its own version and writes the
 * record.
 */
export async function write({ session, desired, observed }: Omit<PendingAction, 'action'>): Promise<ActionResult> {
  const { missing } = await writeValue(session, desired, observed);
  const isAwaiting = missing.length > 0;
  const value = valueRecord({ digest: contractDigest(desired.spec), isAwaiting });
  const changes = isAwaiting
    ? tagChanges([RECORD.value], value, observed.tags)
    : tagChanges([RECORD.value, RECORD.generations], { ...value, ...declaredGenerations(desired) }, observed.tags);
  await changeTags(session, observed.arn, changes);
  return { awaiting: missing };
}
