import { MAX_POLICY_CHARACTERS } from '../../../schemas/aws/limits.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const policyDocument: Rule = {
  id: 'policy-document',
  category: 'aws',
  title: 'The resource policy is not an IAM policy document, or is too long.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html',
  ],
  checkSecret: ({ spec: { resourcePolicy } }) =>
    resourcePolicy === null ? NO_PROBLEMS : policyProblems(resourcePolicy),
};

const AT = '/spec/resourcePolicy';

function policyProblems(policy: NonNullable<DesiredSecret['spec']['resourcePolicy']>): readonly Problem[] {
  const statements = policy.Statement;
  const length = JSON.stringify(policy).length;
  if (length > MAX_POLICY_CHARACTERS) {
    const message = `The policy has ${length} characters without spaces, and AWS takes ${MAX_POLICY_CHARACTERS}; shorten it.`;
    return [{ pointer: AT, message }];
  }
  if (!Array.isArray(statements) || statements.length === 0) {
    return [{ pointer: `${AT}/Statement`, message: 'A policy needs a list of statements.' }];
  }
  return [...statements.flatMap(statementProblems), ...repeatedSids(statements)];
}

function statementProblems(statement: Json, index: number): readonly Problem[] {
  const pointer = `${AT}/Statement/${index}`;
  if (!isObject(statement))
    return [{ pointer, message: 'A statement is a mapping with Sid, Effect, Principal and Action.' }];
  const faults = [
    typeof statement.Sid === 'string' ? null : { at: '', message: 'It needs a Sid: statements are recognized by it.' },
    effectFault(statement.Effect),
    exactlyOne(statement, 'Principal', 'NotPrincipal'),
    exactlyOne(statement, 'Action', 'NotAction'),
    exactlyOne(statement, 'Resource', 'NotResource'),
    unknownOperator(statement.Condition),
  ];
  return faults.flatMap((fault) => (fault === null ? [] : [{ pointer: pointer + fault.at, message: fault.message }]));
}

type Fault = { readonly at: string; readonly message: string };

function effectFault(effect: Json | undefined): Fault | null {
  if (effect === 'Allow' || effect === 'Deny') return null;
  return { at: effect === undefined ? '' : '/Effect', message: 'Its Effect must be Allow or Deny.' };
}

function exactlyOne(statement: { readonly [field: string]: Json }, field: string, negated: string): Fault | null {
  const count = [statement[field], statement[negated]].filter((value) => value !== undefined).length;
  return count === 1 ? null : { at: '', message: `It needs either ${field} or ${negated}.` };
}

/** IAM's condition operators (IAM user guide, "Condition operators"); each may carry a set prefix and `IfExists`. */
const OPERATOR =
  /^(?:ForAllValues:|ForAnyValue:)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?$/;

function unknownOperator(condition: Json | undefined): Fault | null {
  if (!isObject(condition)) return null;
  const unknown = Object.keys(condition).find((operator) => operator !== 'Null' && !OPERATOR.test(operator));
  if (unknown === undefined) return null;
  return { at: pointerOf(['Condition', unknown]), message: `IAM has no condition operator "${unknown}".` };
}

function repeatedSids(statements: readonly Json[]): readonly Problem[] {
  const seen = new Set<string>();
  return statements.flatMap((statement, index) => {
    const sid = isObject(statement) ? statement.Sid : undefined;
    if (typeof sid !== 'string') return [];
    if (!seen.has(sid)) {
      seen.add(sid);
      return [];
    }
    return [
      { pointer: `${AT}/Statement/${index}/Sid`, message: `Another statement has the Sid "${sid}"; use each once.` },
    ];
  });
}
