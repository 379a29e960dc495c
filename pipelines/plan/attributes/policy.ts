import type { Change } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { changeOf, type Draft, draft, type SecretComparison } from '../draft.ts';
import { declaredStatements } from '../policy/declared.ts';
import { mergePolicy } from '../policy/merge.ts';
import { isSameStatement } from '../policy/normal-form.ts';
import { ownershipOf, policyRecord, RECORD } from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';

/** Placeholder for a policy that can't be read: AWS shows none of a secret that is scheduled for deletion. */
export const UNKNOWN = 'unknown until restored';

/**
 * Compares only Keywright's own statements, one by one, by their meaning. A changed policy is written together with its
 * record; the record is written alone only if nothing else differs.
 */
export function diffPolicy(comparison: SecretComparison): readonly Draft[] {
  const { desired, observed } = comparison;
  const changes = policyChanges(comparison);
  if (changes.length > 0) return draft('put-policy', observed.region, ['changes-access'], changes);
  if (observed.resourcePolicy === undefined) return [];
  const record = tagChanges([RECORD.policy], policyRecord(declaredSids(desired)), observed.tags);
  return draft('update-metadata', observed.region, ['harmless'], record);
}

/** Whether the policy has to be put, together with its record. */
export function changesPolicy(comparison: SecretComparison): boolean {
  return policyChanges(comparison).length > 0;
}

function policyChanges({ desired, observed, environment }: SecretComparison): readonly Change[] {
  const record = ownershipOf(observed.tags, environment) === 'ours' ? observed.tags[RECORD.policy] : undefined;
  if (observed.resourcePolicy === undefined) {
    return observed.deletedDate === null ? [] : unseenChanges(desired, record);
  }
  const { statements } = mergePolicy(desired.spec, observed.resourcePolicy, record);
  return [...statements].flatMap(([sid, { before, after }]) =>
    isSameStatement(before ?? undefined, after ?? undefined) ? [] : [changeOf(pathOf(sid), before, after)],
  );
}

/** One change for all statements: the recorded ones can be told apart only once the policy can be read. */
function unseenChanges({ spec }: DesiredSecret, record: string | undefined): readonly Change[] {
  const declared = declaredStatements(spec);
  if (declared.size === 0 && record === undefined) return [];
  return [changeOf(['resourcePolicy'], UNKNOWN, { Statement: Object.fromEntries(declared) })];
}

/** Every declared statement as a change from nothing. */
export function declaredChanges({ spec }: DesiredSecret): readonly Change[] {
  return [...declaredStatements(spec)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sid, statement]) => changeOf(pathOf(sid), null, statement));
}

export function declaredSids({ spec }: DesiredSecret): readonly string[] {
  return [...declaredStatements(spec).keys()];
}

function pathOf(sid: string): readonly string[] {
  return ['resourcePolicy', 'Statement', sid];
}
