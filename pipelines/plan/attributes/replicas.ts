import type { Json } from '../../../schemas/json/json.ts';
import type { ObservedReplica } from '../../../schemas/plan.ts';
import { changeOf, type Draft, draft, type SecretComparison } from '../draft.ts';
import { RECORD, recordedReplicas, replicasRecord } from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';

/**
 * One action per replica Region. AWS cannot change a replica's KMS key, so that takes removing it and adding it again.
 */
export function diffReplicas(comparison: SecretComparison): readonly Draft[] {
  const { desired, observed } = comparison;
  const declared = desired.spec.replicaRegions;
  const present = new Map(observed.replicas.map((replica) => [replica.region, replica]));
  const regions = [...new Set([...Object.keys(declared), ...present.keys()])].sort();
  return [
    ...regions.flatMap((region) => diffRegion(comparison, region, present.get(region))),
    ...recordDraft(comparison),
  ];
}

function diffRegion({ desired, isSameKey }: SecretComparison, region: string, present: ObservedReplica | undefined) {
  const declared = desired.spec.replicaRegions[region];
  const path = ['replicaRegions', region];
  if (declared === undefined) {
    const before = present === undefined ? null : replicaOf(present.kmsKeyId);
    return draft('remove-replica', region, ['irreversible'], [changeOf(path, before, null)]);
  }
  const after = replicaOf(declared.kmsKeyId ?? null);
  if (present === undefined) return draft('add-replica', region, ['harmless'], [changeOf(path, null, after)]);
  if (present.status === 'Failed') {
    const before = { ...replicaOf(present.kmsKeyId), status: 'Failed' };
    return draft('add-replica', region, ['harmless'], [changeOf(path, before, after)]);
  }
  if (present.status === 'InProgress' || isSameKey(declared.kmsKeyId ?? null, present.kmsKeyId, region)) return [];
  const change = changeOf(path, replicaOf(present.kmsKeyId), after);
  return draft('replace-replica', region, ['irreversible'], [change]);
}

export function replicaOf(kmsKeyId: string | null): { readonly [key: string]: Json } {
  return { kmsKeyId };
}

/**
 * A Region is recorded before its replica is added and until it is removed, because only declared and recorded Regions
 * are looked at. A replica that is added or removed now is recorded by that action.
 */
function recordDraft({ desired, observed }: SecretComparison): readonly Draft[] {
  const declared = Object.keys(desired.spec.replicaRegions);
  const recorded = recordedReplicas(observed.tags);
  const present = observed.replicas.map(({ region }) => region);
  const regions = new Set([
    ...declared.filter((region) => present.includes(region) || recorded.includes(region)),
    ...recorded.filter((region) => present.includes(region)),
  ]);
  const changes = tagChanges([RECORD.replicas], replicasRecord([...regions]), observed.tags);
  return draft('update-metadata', observed.region, ['harmless'], changes);
}
