import type { ActionType } from '../../schemas/plan.ts';

/**
 * The order in which actions are carried out on one secret: it has to exist first, a replica is removed before it
 * is added again, and rotation starts last, when there is a value. Deletions come after everything else.
 */
export const ACTION_TYPES: readonly ActionType[] = [
  'restore',
  'create',
  'adopt',
  'update-metadata',
  'update-kms-key',
  'write-value',
  'put-policy',
  'remove-replica',
  'replace-replica',
  'add-replica',
  'cancel-rotation',
  'set-rotation',
  'delete',
];

const rank = new Map(ACTION_TYPES.map((type, index) => [type, index]));

type Ordered = { readonly type: ActionType; readonly region: string };

export function inOrder(a: Ordered, b: Ordered): number {
  const byType = (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0);
  if (byType !== 0) return byType;
  return a.region < b.region ? -1 : a.region > b.region ? 1 : 0;
}
