import type { PolicyDocument, Statement } from './document.ts';

/** Condition keys that, tested for equality, bound who a wildcard principal can be. */
const BOUNDING_KEYS = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:userid',
];
const BOUNDING_OPERATORS =
  /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/**
 * Whether a resource policy allows public access: an Allow for every principal, or for all but some, without a
 * condition that bounds it. AWS uses an automated reasoner; this follows its documented criteria.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export const grantsPublicAccess = ({ statements }: PolicyDocument) => statements.some(isPublic);

function isPublic({ effect, principals, conditions }: Statement): boolean {
  if (effect !== 'Allow' || principals === undefined) return false;
  const anybody = principals.not || principals.values.some(({ kind }) => kind === '*');
  return anybody && !conditions.some(isBounding);
}

const isBounding = ({ operator, key, values }: Statement['conditions'][number]) =>
  BOUNDING_OPERATORS.test(operator) &&
  BOUNDING_KEYS.includes(key.toLowerCase()) &&
  values.every((value) => !/^[*?]*$/.test(value) && value !== '0.0.0.0/0' && value !== '::/0');
