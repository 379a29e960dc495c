import { replicaOf } from './attributes/replicas.ts';
import { changeOf, type Draft, draft, type SecretComparison } from './draft.ts';

/**
 * Replicas first: AWS refuses to delete a primary that has replicas, and removes a replica immediately and permanently.
 */
export function deleteDrafts({ desired, observed }: SecretComparison): readonly Draft[] {
  if (observed.deletedDate !== null) return [];
  return [
    ...observed.replicas.flatMap(({ region, kmsKeyId }) =>
      draft(
        'remove-replica',
        region,
        ['irreversible'],
        [changeOf(['replicaRegions', region], replicaOf(kmsKeyId), null)],
      ),
    ),
    ...draft(
      'delete',
      observed.region,
      ['changes-access'],
      [
        changeOf(['state'], 'present', 'absent'),
        changeOf(['recoveryWindowInDays'], null, desired.spec.recoveryWindowInDays),
      ],
    ),
  ];
}
