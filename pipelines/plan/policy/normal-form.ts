import { canonicalJson } from '../../../schemas/json/canonical.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { PolicyStatement } from './declared.ts';

/** True if two statements mean the same to IAM, however they are written. */
export function isSameStatement(a: PolicyStatement | undefined, b: PolicyStatement | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(normalStatement(a)) === canonicalJson(normalStatement(b));
}

/**
 * The same form for all statements with the same meaning (IAM user guide, "Grammar of the IAM JSON policy language"):
 * lists sorted and without repeats, `"*"` as `{"AWS":"*"}`, an account's root as its ID, actions in lower case.
 */
function normalStatement(statement: PolicyStatement): Json {
  return Object.fromEntries(Object.entries(statement).map(([field, value]) => [field, normalField(field, value)]));
}

function normalField(field: string, value: Json): Json {
  switch (field) {
    case 'Principal':
    case 'NotPrincipal':
      return normalPrincipal(value);
    case 'Action':
    case 'NotAction':
      return sortedList(value, (action) => action.toLowerCase());
    case 'Resource':
    case 'NotResource':
      return sortedList(value, asIs);
    case 'Condition':
      return normalCondition(value);
    default:
      return value;
  }
}

function normalPrincipal(value: Json): Json {
  if (value === '*') return { AWS: ['*'] };
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, sortedList(names, accountId)]));
}

/** `arn:aws:iam::111122223333:root` and `111122223333` are the same principal. */
function accountId(name: string): string {
  return /^arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(name)?.[1] ?? name;
}

/** Condition keys are case-insensitive; `true` and `"true"` are the same value. */
function normalCondition(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      isObject(keys)
        ? Object.fromEntries(Object.entries(keys).map(([key, values]) => [key.toLowerCase(), sortedList(values, asIs)]))
        : keys,
    ]),
  );
}

function sortedList(value: Json, normal: (text: string) => string): Json {
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return [...new Set(list.map((item) => normal(typeof item === 'string' ? item : canonicalJson(item))))].sort();
}

const asIs = (text: string) => text;
