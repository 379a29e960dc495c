import type { Json } from '../../../schemas/json/json.ts';
import type { Action } from '../../../schemas/plan.ts';
import type { IsSameKey } from '../draft.ts';

/** Where keys are: an id or alias without an ARN means this partition, account and Region. */
export type KeyHome = { readonly partition: string; readonly accountId: string };

const AWS_MANAGED_ALIAS = 'alias/aws/secretsmanager';

/**
 * Compares KMS keys. As written first, with ids and aliases completed to ARNs; two that still differ are the same
 * where `resolved` knows them by one key ARN.
 * @param resolved from a completed ARN to the ARN of the key itself, for those that KMS could be asked about
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

/** `null` is the key that AWS uses where none is named. */
export function completeKey(key: string | null, { partition, accountId }: KeyHome, region: string): string {
  const name = key ?? AWS_MANAGED_ALIAS;
  if (name.startsWith('arn:')) return name;
  const resource = name.startsWith('alias/') ? name : `key/${name}`;
  return `arn:${partition}:kms:${region}:${accountId}:${resource}`;
}

/** ARNs of the keys that a plan would change only because they are written differently, as far as it can tell. */
export function keysInDoubt(actions: readonly Action[], home: KeyHome): readonly string[] {
  const arns = actions
    .filter(({ type }) => type === 'update-kms-key' || type === 'replace-replica')
    .flatMap(({ region, changes }) =>
      changes.flatMap(({ before, after }) => [before, after].map((side) => completeKey(keyOf(side), home, region))),
    );
  return [...new Set(arns)].sort();
}

/** A key stands alone in a primary's change and under `kmsKeyId` in a replica's. */
function keyOf(side: Json): string | null {
  if (typeof side === 'string') return side;
  if (side === null || typeof side !== 'object' || !('kmsKeyId' in side)) return null;
  return typeof side.kmsKeyId === 'string' ? side.kmsKeyId : null;
}
