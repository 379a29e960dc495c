import { type Condition, isOperator } from './conditions.ts';

/** An IAM policy document, validated, with single values turned into lists. */
export type PolicyDocument = { readonly statements: readonly Statement[] };

export type Statement = {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principals: Matched<Principal> | undefined;
  readonly actions: Matched<string>;
  readonly resources: Matched<string>;
  readonly conditions: readonly Condition[];
};

/** A pair such as Action and NotAction; `not` inverts the match. */
export type Matched<T> = { readonly not: boolean; readonly values: readonly T[] };
/** `*` in any form has the kind `*`. */
export type Principal = { readonly kind: string; readonly value: string };

type PolicyKind = 'resource' | 'identity';

/** The reason why a document is not an IAM policy. */
export class PolicyError extends Error {}

const TOP = ['Version', 'Id', 'Statement'];
const MEMBERS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17'];
const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/**
 * Parses a policy by IAM's grammar; throws PolicyError. A resource policy names principals, an identity policy does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const parsePolicy = (text: string, kind: PolicyKind) => parsePolicyValue(parseJson(text), kind);

/** The same for a policy that is already parsed. */
export function parsePolicyValue(value: unknown, kind: PolicyKind): PolicyDocument {
  const document = members(value, 'The policy', TOP);
  const version = document.get('Version');
  if (version !== undefined && !VERSIONS.includes(version)) throw new PolicyError('The policy has an unknown Version.');
  const statements = listOf(document.get('Statement'));
  if (statements.length === 0) throw new PolicyError('The policy has no Statement.');
  return { statements: statements.map((statement) => parseStatement(statement, kind)) };
}

function parseStatement(statement: unknown, kind: PolicyKind): Statement {
  const source = members(statement, 'A Statement', MEMBERS);
  const effect = source.get('Effect');
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicyError('Effect must be Allow or Deny.');
  const sid = source.get('Sid');
  if (sid !== undefined && typeof sid !== 'string') throw new PolicyError('Sid must be a string.');
  const actions = oneOf(source, 'Action', strings);
  const principals = oneOf(source, 'Principal', parsePrincipals);
  const resources = oneOf(source, 'Resource', strings);
  if (actions === undefined) throw new PolicyError('A Statement must have an Action or a NotAction.');
  if ((principals !== undefined) !== (kind === 'resource')) {
    throw new PolicyError(
      `A Statement of ${kind === 'resource' ? 'a resource policy must' : 'an identity policy must not'} name a Principal.`,
    );
  }
  if (resources === undefined) throw new PolicyError('A Statement must have a Resource or a NotResource.');
  checkActions(actions.values);
  return { sid, effect, principals, actions, resources, conditions: parseConditions(source.get('Condition')) };
}

function oneOf<T>(
  source: ReadonlyMap<string, unknown>,
  name: string,
  parse: (value: unknown, name: string) => readonly T[],
): Matched<T> | undefined {
  const [plain, negated] = [source.get(name), source.get(`Not${name}`)];
  if (plain !== undefined && negated !== undefined) {
    throw new PolicyError(`A Statement can't have ${name} and Not${name}.`);
  }
  if (plain !== undefined) return { not: false, values: parse(plain, name) };
  return negated === undefined ? undefined : { not: true, values: parse(negated, `Not${name}`) };
}

function parsePrincipals(value: unknown, name: string): readonly Principal[] {
  if (value === '*') return [{ kind: '*', value: '*' }];
  const source = members(value, name, PRINCIPAL_KINDS);
  if (source.size === 0) throw new PolicyError(`${name} names nobody.`);
  return [...source].flatMap(([kind, named]) =>
    strings(named, name).map((principal) => checkPrincipal({ kind: principal === '*' ? '*' : kind, value: principal })),
  );
}

/** An AWS principal is an account or the ARN of an IAM or STS identity. */
function checkPrincipal(principal: Principal): Principal {
  const { kind, value } = principal;
  if (kind === 'AWS' && !/^(\d{12}|A[A-Z0-9]{15,}|arn:aws[a-z-]*:(iam|sts)::\d{12}:[^*?]+)$/.test(value)) {
    throw new PolicyError(`It names an unsupported principal: ${value}.`);
  }
  return principal;
}

function checkActions(actions: readonly string[]) {
  const wrong = actions.find((action) => !/^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action));
  if (wrong !== undefined) throw new PolicyError(`The policy names an invalid action: ${wrong}.`);
}

function parseConditions(value: unknown): readonly Condition[] {
  if (value === undefined) return [];
  return [...members(value, 'Condition')].flatMap(([operator, keys]) =>
    [...members(keys, checkOperator(operator))].map(([key, values]) => ({
      operator,
      key,
      values: listOf(values).map(scalar),
    })),
  );
}

function checkOperator(operator: string): string {
  if (isOperator(operator)) return operator;
  throw new PolicyError(`The policy has an unknown condition operator: ${operator}.`);
}

function scalar(value: unknown): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new PolicyError('The values of a Condition must be strings, numbers or booleans.');
}

function strings(value: unknown, name: string): readonly string[] {
  const values = listOf(value);
  const texts = values.filter((item) => typeof item === 'string');
  if (texts.length === 0 || texts.length !== values.length) {
    throw new PolicyError(`${name} must be a string or a list of strings.`);
  }
  return texts;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function members(value: unknown, name: string, known?: readonly string[]): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyError(`${name} must be an object.`);
  }
  const source = new Map<string, unknown>(Object.entries(value));
  const unknown = known && [...source.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) throw new PolicyError(`${name} has an unknown element: ${unknown}.`);
  return source;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicyError('The policy is not valid JSON.');
  }
}
