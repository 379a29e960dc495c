import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaCriticalMissing: Rule = {
  id: 'replica-critical-missing',
  category: 'encryption',
  title: 'A critical production secret can be read in one Region only.',
  severity: { normal: 'info' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html'],
  checkSecret: ({ spec: { criticality, replicaRegions } }, { environment }) => {
    if (criticality !== 'critical' || environment.spec.tier !== 'production') return NO_PROBLEMS;
    for (const _region in replicaRegions) return NO_PROBLEMS;
    const message = `It is critical and nothing can read it while ${environment.spec.aws.region} is down; add a Region to replicaRegions.`;
    return [{ pointer: '/spec/replicaRegions', message }];
  },
};
