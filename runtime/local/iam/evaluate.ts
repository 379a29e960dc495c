import { meetsCondition } from './conditions.ts';
import { type Context, expandVariables } from './context.ts';
import type { Matched, PolicyDocument, Principal, Statement } from './document.ts';
import { matchesArn, matchesPattern } from './pattern.ts';

export type AccessRequest = {
  /** With its service: `secretsmanager:GetSecretValue`. */
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly principal: { readonly accountId: string; readonly arns: readonly string[] };
};

/** The policies' decision. An explicit deny wins; undefined if no statement matches the request. */
type Verdict = 'allow' | 'deny' | undefined;

export function verdictOf(policies: readonly PolicyDocument[], request: AccessRequest): Verdict {
  const effects = policies
    .flatMap(({ statements }) => statements)
    .filter((statement) => applies(statement, request))
    .map(({ effect }) => effect);
  if (effects.includes('Deny')) return 'deny';
  return effects.includes('Allow') ? 'allow' : undefined;
}

function applies(statement: Statement, request: AccessRequest): boolean {
  const { principals, actions, resources, conditions } = statement;
  const { action, resource, context } = request;
  return (
    (principals === undefined || matchesAny(principals, (principal) => isPrincipal(principal, request))) &&
    matchesAny(actions, (pattern) => matchesPattern(action.toLowerCase(), pattern.toLowerCase())) &&
    matchesAny(resources, (pattern) => matchesResource(resource, pattern, context)) &&
    conditions.every((condition) => meetsCondition(condition, context))
  );
}

const matchesAny = <T>({ not, values }: Matched<T>, test: (value: T) => boolean) => values.some(test) !== not;

function matchesResource(resource: string, pattern: string, context: Context): boolean {
  const expanded = expandVariables(pattern, context);
  return expanded !== undefined && matchesArn(resource, expanded);
}

/** An account principal covers every identity in the account. */
function isPrincipal({ kind, value }: Principal, { principal }: AccessRequest): boolean {
  if (kind === '*') return true;
  const account = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  return kind === 'AWS' && (account === principal.accountId || principal.arns.includes(value));
}
