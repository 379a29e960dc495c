import { BlockList, isIP } from 'node:net';
import { type Context, expandVariables } from './context.ts';
import { matchesArn, matchesPattern } from './pattern.ts';

export type Condition = { readonly operator: string; readonly key: string; readonly values: readonly string[] };

type Compare = (actual: string, wanted: string) => boolean;

const numeric =
  (test: (order: number) => boolean): Compare =>
  (actual, wanted) =>
    test(Number(actual) - Number(wanted));
const dated =
  (test: (order: number) => boolean): Compare =>
  (actual, wanted) =>
    test(timeOf(actual) - timeOf(wanted));
const same: Compare = (actual, wanted) => actual === wanted;
const sameIgnoringCase: Compare = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();

/** The comparisons; those listed in `NEGATED` also exist in negated form. */
const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: same,
  StringEqualsIgnoreCase: sameIgnoringCase,
  StringLike: matchesPattern,
  NumericEquals: numeric((order) => order === 0),
  NumericLessThan: numeric((order) => order < 0),
  NumericLessThanEquals: numeric((order) => order <= 0),
  NumericGreaterThan: numeric((order) => order > 0),
  NumericGreaterThanEquals: numeric((order) => order >= 0),
  DateEquals: dated((order) => order === 0),
  DateLessThan: dated((order) => order < 0),
  DateLessThanEquals: dated((order) => order <= 0),
  DateGreaterThan: dated((order) => order > 0),
  DateGreaterThanEquals: dated((order) => order >= 0),
  Bool: sameIgnoringCase,
  BinaryEquals: same,
  IpAddress: inRange,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
};
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

type Operator = {
  readonly compare: Compare;
  readonly negated: boolean;
  readonly set: string | undefined;
  readonly ifExists: boolean;
};

/** Whether a name is one of IAM's condition operators, with its prefix and suffix. */
export const isOperator = (name: string) => name === 'Null' || parseOperator(name) !== undefined;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function meetsCondition({ operator, key, values }: Condition, context: Context): boolean {
  const actual = context.get(key.toLowerCase());
  if (operator === 'Null') return values.some((value) => (value === 'true') === (actual === undefined));
  const parsed = parseOperator(operator);
  if (parsed === undefined) return false;
  const wanted = values.map((value) => expandVariables(value, context)).filter((value) => value !== undefined);
  return meets(parsed, actual, wanted);
}

/** A missing key satisfies a negated comparison, one that ends in IfExists, and ForAllValues. */
function meets(
  { compare, negated, set, ifExists }: Operator,
  actual: readonly string[] | undefined,
  wanted: readonly string[],
) {
  if (actual === undefined) return ifExists || set === 'ForAllValues' || (negated && set === undefined);
  const matches = (value: string) => wanted.some((candidate) => compare(value, candidate)) !== negated;
  return set === 'ForAllValues' ? actual.every(matches) : actual.some(matches);
}

function parseOperator(name: string): Operator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(name);
  const [, set, base = '', ifExists] = match ?? [];
  const opposite = NEGATED[base];
  const compare = OPERATORS[opposite ?? base];
  return compare && { compare, negated: opposite !== undefined, set, ifExists: ifExists !== undefined };
}

const BITS = { ipv4: 32, ipv6: 128 };

const timeOf = (value: string) => (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value));

function inRange(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/', 2);
  const version = isIP(network);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const bits = prefix === undefined ? BITS[family] : Number(prefix);
  if (version === 0 || isIP(address) === 0 || !Number.isInteger(bits) || bits < 0 || bits > BITS[family]) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
