import { isManagedKey } from '../../../schemas/aws/kms-key.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaKmsMissing: Rule = {
  id: 'replica-kms-missing',
  category: 'encryption',
  title: 'The secret has a key of its own, and a replica falls back to the one that AWS manages.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicaRegionType.html'],
  checkSecret: ({ spec: { kmsKeyId, replicaRegions } }) => {
    if (kmsKeyId === null || isManagedKey(kmsKeyId)) return NO_PROBLEMS;
    let problems: Problem[] | null = null;
    for (const region in replicaRegions) {
      const key = replicaRegions[region]?.kmsKeyId;
      if (key !== undefined && !isManagedKey(key)) continue;
      const message = `The replica in ${region} would be encrypted with aws/secretsmanager; set its kmsKeyId to a key there.`;
      problems ??= [];
      problems.push({ pointer: pointerOf(['spec', 'replicaRegions', region, 'kmsKeyId']), message });
    }
    return problems ?? NO_PROBLEMS;
  },
};
