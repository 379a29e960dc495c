import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { isFulfilled } from '../../plan/attributes/put-contract.ts';
import { contractDigest, generationOf, shapeOf } from '../../plan/record/contract.ts';
import { generationsRecord, RECORD, recordedGeneration, valueRecord } from '../../plan/record/record.ts';
import { tagChanges } from '../../plan/record/tag-changes.ts';
import { changeTags } from '../session/change-tags.ts';
import type { Session } from '../session/session.ts';

/**
 * Records the supplied keys at their declared generation. Pending changes of the value spec stay pending unless the
 * whole value was rewritten.
 */
export async function recordPut(
  session: Session,
  desired: DesiredSecret,
  observed: ObservedSecret,
  { keys, isWhole }: { readonly keys: readonly string[]; readonly isWhole: boolean },
): Promise<void> {
  if (shapeOf(desired.spec) === 'opaque') return;
  const { tags, arn } = observed;
  const generations = Object.entries(desired.spec.value).map(([key, source]) => ({
    key,
    generation: keys.includes(key) ? generationOf(source) : recordedGeneration(tags, key),
  }));
  const value =
    isWhole || isFulfilled(desired, observed)
      ? valueRecord({ digest: contractDigest(desired.spec), isAwaiting: false })
      : {};
  const wanted = { ...tags, ...value, [RECORD.generations]: undefined, ...generationsRecord(generations) };
  await changeTags(session, arn, tagChanges([RECORD.value, RECORD.generations], wanted, tags));
}
