import type { Json } from '../../../schemas/json/json.ts';
import type { Action } from '../../../schemas/plan.ts';
import type { IsSameKey } from '../draft.ts';

/** The location of KMS keys: an ID or alias without an ARN means this partition, account and Region. */
export type KeyHome = { readonly partition: string; readonly accountId: string };

const AWS_MANAGED_ALIAS = 'alias/aws/secretsmanager';

/**
 * Compares KMS keys. First as written, with IDs and aliases completed to ARNs; two that still differ are equal if
 * `resolved` maps both to the same key ARN.
 * @param resolved from a completed ARN to the ARN of the key itself, for the keys that KMS could describe
 */
export function keyComparison(home: KeyHome, resolved: ReadonlyMap<string, string>): IsSameKey {
  return (a, b, region) => {
    const first = completeKey(a, home, region);
    const second = completeKey(b, home, region);
    if (first === second) return true;
    const known = resolved.get(first);
    return known !== undefined && known === resolved.get(second);
  };
}

/** `null` means the AWS managed key, which AWS uses if none is named. */
export function completeKey(key: string | null, { partition, accountId }: KeyHome, region: string): string {
  const name = key ?? AWS_MANAGED_ALIAS;
  if (name.startsWith('arn:')) return name;
  const resource = name.startsWith('alias/') ? name : `key/${name}`;
  return `arn:${partition}:kms:${region}:${accountId}:${resource}`;
}

/** ARNs of the keys that a plan would change, and that may be the same key written differently. */
export function keysInDoubt(actions: readonly Action[], home: KeyHome): readonly string[] {
  const arns = actions
    .filter(({ type }) => type === 'update-kms-key' || type === 'replace-replica')
    .flatMap(({ region, changes }) =>
      changes.flatMap(({ before, after }) => [before, after].map((side) => completeKey(keyOf(side), home, region))),
    );
  return [...new Set(arns)].sort();
}

/** In a primary's change the value is the key itself; in a replica's it is under `kmsKeyId`. */
function keyOf(side: Json): string | null {
  if (typeof side === 'string') return side;
  if (side === null || typeof side !== 'object' || !('kmsKeyId' in side)) return null;
  return typeof side.kmsKeyId === 'string' ? side.kmsKeyId : null;
}
