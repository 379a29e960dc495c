import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaKmsRegion: Rule = {
  id: 'replica-kms-region',
  category: 'encryption',
  title: "A replica's key is in another Region than the replica.",
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicaRegionType.html'],
  checkSecret: ({ spec: { replicaRegions } }) => {
    let problems: Problem[] | null = null;
    for (const region in replicaRegions) {
      const keyRegion = regionOfArn(replicaRegions[region]?.kmsKeyId);
      if (keyRegion === null || keyRegion === region) continue;
      const pointer = pointerOf(['spec', 'replicaRegions', region, 'kmsKeyId']);
      problems ??= [];
      problems.push({ pointer, message: `This key is in ${keyRegion}; name one in ${region}, or an alias there.` });
    }
    return problems ?? NO_PROBLEMS;
  },
};

function regionOfArn(kmsKeyId: string | undefined): string | null {
  return kmsKeyId?.startsWith('arn:') ? (kmsKeyId.split(':')[3] ?? null) : null;
}
