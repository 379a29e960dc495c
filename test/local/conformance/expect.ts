import assert from 'node:assert/strict';
import type { Aws, Fields } from './aws.ts';

export const equal: (actual: unknown, expected: unknown) => void = assert.deepEqual;
export const matches: (actual: unknown, expected: RegExp) => void = (actual, expected) =>
  assert.match(String(actual), expected);
export const holds = (condition: boolean, message: string) => assert.ok(condition, message);

/** That members are absent, not null. */
export function absent(fields: Fields, ...names: readonly string[]): void {
  for (const name of names) assert.ok(!(name in fields), `${name} is there: ${JSON.stringify(fields[name])}`);
}

/** That a time is given in seconds, with milliseconds at most, and near now. */
export function recent(value: unknown): void {
  assert.equal(typeof value, 'number');
  assert.ok(Math.abs(Number(value) - Date.now() / 1000) < 3600, `${value} is not about now, in seconds`);
}

export const list = (value: unknown): readonly Fields[] => {
  assert.ok(Array.isArray(value), `${JSON.stringify(value)} is no list`);
  return value;
};

export const record = (value: unknown): Fields => {
  assert.ok(
    typeof value === 'object' && value !== null && !Array.isArray(value),
    `${JSON.stringify(value)} is no object`,
  );
  return { ...value };
};

/** Creates the behaviour's secret. */
export const create = (aws: Aws, input: Fields = {}) => aws.ok('CreateSecret', { Name: aws.name, ...input });
export const put = (aws: Aws, SecretString: string, input: Fields = {}) =>
  aws.ok('PutSecretValue', { SecretId: aws.name, SecretString, ...input });
export const get = (aws: Aws, input: Fields = {}) => aws.ok('GetSecretValue', { SecretId: aws.name, ...input });
export const describe = (aws: Aws) => aws.ok('DescribeSecret', { SecretId: aws.name });
export const schedule = (aws: Aws, input: Fields = {}) => aws.ok('DeleteSecret', { SecretId: aws.name, ...input });
/** Staging labels by version. */
export const stages = async (aws: Aws) => (await describe(aws)).VersionIdsToStages;

const MAX_PAGES = 200;

/** The items of all pages of a list. */
export async function pages(aws: Aws, operation: string, input: Fields, member: string): Promise<readonly Fields[]> {
  const items: Fields[] = [];
  let token: Fields = {};
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await aws.ok(operation, { ...input, ...token });
    items.push(...list(answer[member]));
    if (answer.NextToken === undefined || answer.NextToken === null) return items;
    token = { NextToken: answer.NextToken };
  }
  throw new assert.AssertionError({ message: `${operation} has no end after ${MAX_PAGES} pages` });
}
