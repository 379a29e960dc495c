import { type Statement, statementsOf } from '../../../schemas/aws/statements/statements.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const policyActionWildcard: Rule = {
  id: 'policy-action-wildcard',
  category: 'access',
  title: 'The resource policy allows every action on the secret.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['KICS "Secretsmanager Secret Policy With Wildcard Action"'],
  sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html'],
  checkSecret: ({ spec }) => {
    if (spec.resourcePolicy === null) return NO_PROBLEMS;
    const message =
      'This also allows changing the policy and deleting the secret; list the actions, for a reader ' +
      'secretsmanager:GetSecretValue and secretsmanager:DescribeSecret.';
    return statementsOf(spec.resourcePolicy)
      .filter(allowsEverything)
      .map(({ pointer }) => ({ pointer, message }));
  },
};

function allowsEverything({ effect, actions, hasNotAction }: Statement): boolean {
  return effect === 'Allow' && (hasNotAction || actions.some((action) => /^(?:\*|secretsmanager:\*)$/i.test(action)));
}
