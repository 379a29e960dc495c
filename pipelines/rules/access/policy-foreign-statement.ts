import { accountsOf } from '../../../schemas/aws/statements/accounts.ts';
import { type Statement, statementsOf } from '../../../schemas/aws/statements/statements.ts';
import type { Problem } from '../../declarations/problem.ts';
import { isRecorded, RECORD } from '../../plan/record/record.ts';
import { type EnvironmentContext, NO_PROBLEMS, type Rule } from '../rule.ts';

export const policyForeignStatement: Rule = {
  id: 'policy-foreign-statement',
  category: 'access',
  title: 'The resource policy in AWS has a statement that no declaration has.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html'],
  checkObserved: ({ spec }, { resourcePolicy, tags }, context) => {
    if (resourcePolicy === undefined || resourcePolicy === null) return NO_PROBLEMS;
    const declared = new Set(statementsOf(spec.resourcePolicy).map(({ sid }) => sid));
    const foreign = statementsOf(resourcePolicy).filter(
      ({ sid }) =>
        sid === null ||
        !(declared.has(sid) || sid.startsWith(READER_SID_PREFIX) || isRecorded(tags[RECORD.policy], sid)),
    );
    return foreign.map((statement) => problemOf(statement, context));
  },
};

/** Sid prefix of the statements that Keywright makes from `readers`. */
const READER_SID_PREFIX = 'KeywrightReader';

function problemOf(statement: Statement, { environment: { spec } }: EnvironmentContext): Problem {
  const outsiders = accountsOf(statement).filter((account) => account !== spec.aws.accountId);
  const isOpen = statement.effect === 'Allow' && (outsiders.length > 0 || statement.principals.includes('*'));
  const name = statement.sid === null ? 'A statement without a Sid' : `The statement "${statement.sid}"`;
  const message = `${name} was added outside this repository${reach(outsiders, isOpen)}; declare it, or remove it in AWS.`;
  const severity = isOpen && spec.tier === 'production' ? { severity: 'error' as const } : {};
  return { pointer: '/spec/resourcePolicy', message, ...severity };
}

function reach(outsiders: readonly string[], isOpen: boolean): string {
  if (!isOpen) return '';
  return outsiders.length > 0 ? ` and lets account ${outsiders.join(', ')} in` : ' and lets everybody in';
}
