import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOperator, meetsCondition } from '../../runtime/local/iam/conditions.ts';
import { contextOf } from '../../runtime/local/iam/context.ts';
import { PolicyError, parsePolicyValue } from '../../runtime/local/iam/document.ts';
import { matchesArn, matchesPattern } from '../../runtime/local/iam/pattern.ts';
import { grantsPublicAccess } from '../../runtime/local/iam/public.ts';

const context = contextOf({
  text: 'Production',
  number: 7,
  truth: true,
  tags: ['a', 'b'],
  date: '2026-06-01T00:00:00Z',
  address: '10.1.2.3',
  arn: 'arn:aws:iam::111122223333:role/ci/deploy',
  'aws:PrincipalAccount': '111122223333',
  starred: 'a*c',
});

/** A policy variable. */
const variable = (name: string) => `\${${name}}`;

test.each([
  ['StringEquals', 'text', ['Production'], true],
  ['StringEquals', 'TEXT', ['Production'], true],
  ['StringEquals', 'text', ['production'], false],
  ['StringEqualsIgnoreCase', 'text', ['production'], true],
  ['StringNotEquals', 'text', ['Other'], true],
  ['StringNotEquals', 'text', ['Other', 'Production'], false],
  ['StringNotEquals', 'missing', ['x'], true],
  ['StringEquals', 'missing', ['x'], false],
  ['StringEqualsIfExists', 'missing', ['x'], true],
  ['StringEqualsIfExists', 'text', ['x'], false],
  ['StringLike', 'text', ['Prod*'], true],
  ['StringLike', 'text', ['Prod?'], false],
  ['StringNotLike', 'text', ['Prod*'], false],
  ['StringLike', 'text', ['*a*a*a*a*'], false],
  ['NumericLessThan', 'number', ['7'], false],
  ['NumericLessThanEquals', 'number', ['7'], true],
  ['NumericGreaterThan', 'number', ['6'], true],
  ['NumericGreaterThanEqualsIfExists', 'missing', ['6'], true],
  ['NumericNotEquals', 'number', ['7'], false],
  ['NumericEquals', 'text', ['7'], false],
  ['Bool', 'truth', ['true'], true],
  ['Bool', 'truth', ['false'], false],
  ['Bool', 'missing', ['false'], false],
  ['BoolIfExists', 'missing', ['false'], true],
  ['Null', 'text', ['false'], true],
  ['Null', 'text', ['true'], false],
  ['Null', 'missing', ['true'], true],
  ['DateGreaterThan', 'date', ['2026-05-31T23:59:59Z'], true],
  ['DateLessThan', 'date', ['1780000000'], false],
  ['IpAddress', 'address', ['10.0.0.0/8'], true],
  ['NotIpAddress', 'address', ['10.0.0.0/8'], false],
  ['IpAddress', 'address', ['2001:db8::/32', 'nonsense', '10.0.0.0/99', '10.0.0.0/x'], false],
  ['ArnLike', 'arn', ['arn:aws:iam::*:role/*'], true],
  ['ArnLike', 'arn', ['arn:aws:iam::*'], false],
  ['ArnNotLike', 'arn', ['arn:aws:iam::444455556666:role/*'], true],
  ['ForAllValues:StringEquals', 'tags', ['a', 'b', 'c'], true],
  ['ForAllValues:StringEquals', 'tags', ['a'], false],
  ['ForAllValues:StringEquals', 'missing', ['a'], true],
  ['ForAnyValue:StringEquals', 'tags', ['b'], true],
  ['ForAnyValue:StringEquals', 'tags', ['c'], false],
  ['ForAnyValue:StringNotEquals', 'tags', ['a'], true],
  ['ForAnyValue:StringNotEquals', 'missing', ['a'], false],
  ['StringEquals', 'aws:PrincipalAccount', [variable('aws:PrincipalAccount')], true],
  ['StringEquals', 'text', [variable("missing, 'Production'")], true],
  ['StringEquals', 'text', [variable('missing')], false],
  ['StringLike', 'starred', [`a${variable('*')}c`], true],
  ['StringLike', 'text', [variable('starred')], false],
] as const)('%s of %s with %j: %s', (operator, key, values, expected) => {
  expect(meetsCondition({ operator, key, values }, context)).toBe(expected);
});

test.each(['StringEquals', 'ForAnyValue:StringLikeIfExists', 'Null', 'ArnEquals'])('%s is an operator', (name) => {
  expect(isOperator(name)).toBe(true);
});

test.each(['stringEquals', 'ForSome:StringEquals', 'Equals', 'constructor', ''])('%s is no operator', (name) => {
  expect(isOperator(name)).toBe(false);
});

test('wildcards match as the regular expression that they stand for', () => {
  const text = fc.stringMatching(/^[ab:]{0,12}$/);
  const property = fc.property(text, fc.stringMatching(/^[ab:*?]{0,8}$/), (value, pattern) => {
    const expression = new RegExp(`^${pattern.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
    expect(matchesPattern(value, pattern)).toBe(expression.test(value));
  });
  fc.assert(property, { numRuns: 2000 });
});

test('a pattern of many stars is judged at once', () => {
  expect(matchesPattern('a'.repeat(10_000), `${'*a'.repeat(500)}b`)).toBe(false);
});

test('a wildcard does not reach over a colon of an ARN', () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf';
  expect(matchesArn(arn, 'arn:aws:secretsmanager:*:111122223333:secret:a-??????')).toBe(true);
  expect(matchesArn(arn, 'arn:aws:*:111122223333:secret:a-AbCdEf')).toBe(false);
  expect(matchesArn(arn, '*')).toBe(true);
});

const statement = {
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'secretsmanager:GetSecretValue',
  Resource: '*',
};
const policy = (change: object) => ({ Version: '2012-10-17', Statement: [{ ...statement, ...change }] });

test.each([
  [{ Effect: 'allow' }, 'Effect'],
  [{ Action: undefined }, 'Action'],
  [{ NotAction: 's3:*' }, 'Action'],
  [{ Action: 'GetSecretValue' }, 'action'],
  [{ Resource: undefined }, 'Resource'],
  [{ Principal: { AWS: 'nobody' } }, 'principal'],
  [{ Principal: { Everyone: '*' } }, 'Everyone'],
  [{ Principal: undefined }, 'Principal'],
  [{ Sid: 5 }, 'Sid'],
  [{ Extra: 1 }, 'Extra'],
  [{ Condition: { Equals: { a: 'b' } } }, 'Equals'],
  [{ Condition: { StringEquals: { a: {} } } }, 'Condition'],
])('a statement with %j is refused', (change, named) => {
  const defined = Object.fromEntries(
    Object.entries({ ...statement, ...change }).filter(([, value]) => value !== undefined),
  );
  const parse = () => parsePolicyValue({ Statement: defined }, 'resource');
  expect(parse).toThrow(PolicyError);
  expect(parse).toThrow(named);
});

test.each([
  [{ Principal: '*' }, true],
  [{ Principal: { AWS: ['111122223333', '*'] } }, true],
  [{ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }, true],
  [{ Principal: '*', Effect: 'Deny' }, false],
  [{ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
  [{ Principal: '*', Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }, true],
  [{ Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, true],
  [{ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
  [{ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, true],
  [{ Principal: '*', Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } } }, true],
  [{}, false],
])('%j is public: %s', (change, expected) => {
  const value = JSON.parse(JSON.stringify(policy(change)));
  expect(grantsPublicAccess(parsePolicyValue(value, 'resource'))).toBe(expected);
});
