import type { Action } from '../../../schemas/plan.ts';
import type { Json } from '../../../schemas/types.ts';
import { completeKey, type KeyHome } from './key-identity.ts';

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
