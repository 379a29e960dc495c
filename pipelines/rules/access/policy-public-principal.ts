import { conditionsOf, type Statement, statementsOf } from '../../../schemas/aws/statements/statements.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const policyPublicPrincipal: Rule = {
  id: 'policy-public-principal',
  category: 'access',
  title: 'The resource policy lets everybody in.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['Prowler secretsmanager_not_publicly_accessible', 'KICS "Secrets Manager With Vulnerable Policy"'],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html'],
  checkSecret: ({ spec }) => {
    if (spec.resourcePolicy === null) return NO_PROBLEMS;
    const open = statementsOf(spec.resourcePolicy).filter((statement) => isOpen(statement) && !isRestricted(statement));
    const message =
      'This allows everybody; name the principals, or restrict it with a condition such as aws:PrincipalOrgID or ' +
      'aws:SourceAccount.';
    return open.map(({ pointer }) => ({ pointer, message }));
  },
};

function isOpen({ effect, principals, hasNotPrincipal }: Statement): boolean {
  return effect === 'Allow' && (hasNotPrincipal || principals.includes('*'));
}

/** Condition keys that tie a request to an organization, an account, a network or one resource. */
const RESTRICTING_KEYS: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:userid',
  'aws:vpcsourceip',
  'kms:calleraccount',
]);

/** Negated operators, `IfExists` and wildcards don't restrict access. */
function isRestricted(statement: Statement): boolean {
  return conditionsOf(statement).some(
    ({ operator, key, values }) =>
      RESTRICTING_KEYS.has(key) &&
      /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/.test(operator) &&
      values.length > 0 &&
      values.every((value) => value !== '*' && value !== '0.0.0.0/0' && value !== '::/0'),
  );
}
