import { SECRET_USD_MONTHLY } from '../../../schemas/aws/limits.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaNonprodCost: Rule = {
  id: 'replica-nonprod-cost',
  category: 'encryption',
  title: 'A development secret is replicated, and each replica costs as much as the secret.',
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://aws.amazon.com/secrets-manager/pricing/'],
  checkSecret: ({ spec: { replicaRegions } }, { environment }) => {
    if (environment.spec.tier !== 'development') return NO_PROBLEMS;
    let replicas = 0;
    for (const _region in replicaRegions) replicas++;
    if (replicas === 0) return NO_PROBLEMS;
    const cost = (replicas * SECRET_USD_MONTHLY).toFixed(2);
    const message = `Replicas of a development secret cost $${cost} a month; set replicaRegions to null here.`;
    return [{ pointer: '/spec/replicaRegions', message }];
  },
};
