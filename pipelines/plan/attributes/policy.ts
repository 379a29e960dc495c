import type { Change } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { changeOf, type Draft, draft, type SecretComparison } from '../draft.ts';
import { declaredStatements } from '../policy/declared.ts';
import { mergePolicy } from '../policy/merge.ts';
import { isSameStatement } from '../policy/normal-form.ts';
import { ownershipOf, policyRecord, RECORD } from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';

/** Stands for what can't be read: AWS shows no policy of a secret that is scheduled for deletion. */
export const UNKNOWN = 'unknown until restored';

/**
 * Compares statement by statement, ours alone, by what they mean. The record follows the policy, so it is written
 * with it; by itself only where nothing else differs.
 */
export function diffPolicy(comparison: SecretComparison): readonly Draft[] {
  const { desired, observed } = comparison;
  const changes = policyChanges(comparison);
  if (changes.length > 0) return draft('put-policy', observed.region, ['changes-access'], changes);
  if (observed.resourcePolicy === undefined) return [];
  const record = tagChanges([RECORD.policy], policyRecord(declaredSids(desired)), observed.tags);
  return draft('update-metadata', observed.region, ['harmless'], record);
}

/** Whether the policy has to be put, and its record with it. */
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

/** One change for all statements: those that were ours can be told from the record only once they are seen. */
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
