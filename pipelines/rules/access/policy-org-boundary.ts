import { foreignReaders } from '../../../schemas/aws/statements/accounts.ts';
import { conditionsOf, type Statement, statementsOf } from '../../../schemas/aws/statements/statements.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const policyOrgBoundary: Rule = {
  id: 'policy-org-boundary',
  category: 'access',
  title: 'Another account may read the secret, also after it has left the organization.',
  severity: { normal: 'info', production: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
  ],
  checkSecret: (desired, { environment }) => {
    const readers = foreignReaders(desired, environment);
    if (readers.length === 0 || statementsOf(desired.spec.resourcePolicy).some(deniesOutsiders)) return NO_PROBLEMS;
    return readers
      .filter(
        ({ statement }) =>
          statement === null || !hasOrgCondition(statement, /^(?:ForAnyValue:)?String(?:Equals|Like)$/),
      )
      .map(({ pointer, accountId }) => ({
        pointer,
        message:
          `Account ${accountId} keeps access if it leaves the organization; add a condition on aws:PrincipalOrgID, or a ` +
          'statement that denies everybody outside it.',
      }));
  },
};

function deniesOutsiders(statement: Statement): boolean {
  const everybody = statement.effect === 'Deny' && statement.principals.includes('*');
  return everybody && hasOrgCondition(statement, /^(?:For(?:Any|All)Values?:)?StringNot(?:Equals|Like)(?:IfExists)?$/);
}

function hasOrgCondition(statement: Statement, operators: RegExp): boolean {
  return conditionsOf(statement).some(
    ({ operator, key }) => /^aws:principalorg(?:id|paths)$/.test(key) && operators.test(operator),
  );
}
