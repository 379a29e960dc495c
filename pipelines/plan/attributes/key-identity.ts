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
