import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { diffDescription } from './attributes/description.ts';
import { diffKmsKey } from './attributes/kms-key.ts';
import { diffOwner } from './attributes/owner.ts';
import { diffPolicy } from './attributes/policy.ts';
import { diffReplicas } from './attributes/replicas.ts';
import { diffRotation } from './attributes/rotation.ts';
import { diffTags } from './attributes/tags.ts';
import { awaitingOf, diffValue, judgeValue } from './attributes/value.ts';
import { createDraft } from './create.ts';
import { deleteDrafts } from './delete.ts';
import {
  changeOf,
  type Draft,
  draft,
  type IsSameKey,
  type SecretComparison,
  type SecretPlan,
  toActions,
} from './draft.ts';
import { isRecordPath } from './record/record.ts';
import { refuseSecret } from './refuse.ts';

const NOTHING: SecretPlan = { actions: [], refusals: [], awaitingValue: [] };

/**
 * The plan for one declared secret. To the attributes (`attributes/`), which compare one setting each, it adds
 * refusals, creation, deletion, restoring and adoption, and the order. Pure, and the same for `plan`, which uses lists,
 * and for `apply`, which looks at each secret again.
 */
export function planSecret(
  desired: DesiredSecret,
  observed: ObservedSecret | null,
  environment: EnvironmentDeclaration,
  isSameKey: IsSameKey,
): SecretPlan {
  const { spec } = desired;
  if (!spec.manage) return NOTHING;
  if (observed === null) return spec.state === 'absent' ? NOTHING : planCreate(desired, environment);
  const comparison = { environment, desired, observed, isSameKey };
  const refusal = refuseSecret(comparison);
  if (refusal !== null) return { ...NOTHING, refusals: [refusal] };
  if (spec.state === 'absent') {
    return { ...NOTHING, actions: toActions(deleteDrafts(comparison), desired, environment, observed.arn) };
  }
  return planUpdate(comparison);
}

function planCreate(desired: DesiredSecret, environment: EnvironmentDeclaration): SecretPlan {
  const actions = toActions(createDraft(desired, environment), desired, environment, null);
  return { actions, refusals: [], awaitingValue: awaitingOf(desired) };
}

function planUpdate(comparison: SecretComparison): SecretPlan {
  const { desired, environment, observed } = comparison;
  const verdict = judgeValue(comparison);
  if (verdict.kind === 'refused') return { ...NOTHING, refusals: [verdict.refusal] };
  const drafts = [
    ...restoreDraft(observed),
    ...diffOwner(comparison),
    ...diffDescription(comparison),
    ...diffTags(comparison),
    ...diffKmsKey(comparison),
    ...diffValue(verdict, comparison),
    ...diffPolicy(comparison),
    ...diffReplicas(comparison),
    ...diffRotation(comparison, verdict.kind === 'write'),
  ];
  return {
    actions: toActions(withAdoptedRecord(drafts), desired, environment, observed.arn),
    refusals: [],
    awaitingValue: verdict.kind === 'awaiting' ? awaitingOf(desired) : [],
  };
}

function restoreDraft(observed: ObservedSecret): readonly Draft[] {
  if (observed.deletedDate === null) return [];
  return draft('restore', observed.region, ['changes-access'], [changeOf(['state'], 'absent', 'present')]);
}

/** Adopting a secret writes all Keywright tags at once; other differences remain separate updates. */
function withAdoptedRecord(drafts: readonly Draft[]): readonly Draft[] {
  if (!drafts.some(({ type }) => type === 'adopt')) return drafts;
  return drafts.flatMap((item) => {
    if (item.type !== 'update-metadata') return [item];
    const record = item.changes.filter(({ path }) => isRecordPath(path));
    const rest = item.changes.filter(({ path }) => !isRecordPath(path));
    return [
      ...draft('adopt', item.region, item.effects, record),
      ...draft('update-metadata', item.region, item.effects, rest),
    ];
  });
}
