import type { DesiredSecret } from '../../../schemas/types.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const policyBlockPublicUnset: Rule = {
  id: 'policy-block-public-unset',
  category: 'access',
  title: 'A resource policy is put without asking AWS to refuse it if it is public.',
  severity: { normal: 'warning' },
  fix: 'safe',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html'],
  checkSecret: ({ spec }) => {
    if (spec.blockPublicPolicy !== null || !hasPolicy(spec)) return NO_PROBLEMS;
    const message = 'AWS checks a resource policy for broad access only when asked to; set blockPublicPolicy to true.';
    const pointer = '/spec/blockPublicPolicy';
    return [{ pointer: '/spec/resourcePolicy', message, fix: [{ pointer, value: true }] }];
  },
};

/** Readers with grant `resourcePolicy` also add statements to the resource policy. */
function hasPolicy({ resourcePolicy, readers }: DesiredSecret['spec']): boolean {
  if (resourcePolicy !== null) return true;
  for (const name in readers) if (readers[name]?.grant === 'resourcePolicy') return true;
  return false;
}
