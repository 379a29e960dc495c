import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { shapeOf } from '../../plan/record/contract.ts';
import { versionAt } from '../../plan/record/versions.ts';
import { AwsFailure } from '../session/failure.ts';
import type { ValueByKey } from './compose.ts';

/**
 * Reads the current version, key by key. A text has the single key `text`; a secret without a value has no keys.
 * @throws AwsFailure if the value is not of the declared shape, so that nothing can be merged into it
 */
export async function readLive(
  client: SecretsManagerClient,
  desired: DesiredSecret,
  observed: ObservedSecret,
): Promise<ValueByKey> {
  const VersionId = versionAt(observed, 'AWSCURRENT');
  if (VersionId === null) return {};
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: observed.arn, VersionId }));
  if (SecretString === undefined) throw unexpected(desired, 'is binary');
  if (shapeOf(desired.spec) === 'text') return { text: SecretString };
  const live = parseObject(SecretString);
  if (live === null) throw unexpected(desired, 'is no JSON object');
  if (!isLossless(SecretString)) throw unexpected(desired, 'holds a number that JavaScript cannot keep exactly');
  return live;
}

const UNEXPECTED = 'UnexpectedValue';

function unexpected({ secret, environment }: DesiredSecret, what: string): AwsFailure {
  const message =
    `The live value ${what}, so keys cannot be merged into it; replace the whole with ` +
    `"keywright put ${secret} --env ${environment} --replace", which takes a JSON object of all its keys.`;
  return new AwsFailure(UNEXPECTED, message, null);
}

/** Whether no part of the live value can be kept. */
export function isUnexpected(error: unknown): boolean {
  return error instanceof AwsFailure && error.name === UNEXPECTED;
}

/** The parser's own error quotes its input, so it is not passed on. */
export function parseObject(text: string): ValueByKey | null {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The number of decimal digits that a double preserves (IEEE 754). */
const EXACT_DIGITS = 15;

/** A merge rewrites the whole value, so numbers must survive the round trip unchanged. */
function isLossless(text: string): boolean {
  const outsideStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const numbers = outsideStrings.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.every((number) => number.replace(/\D/g, '').replace(/^0+/, '').length <= EXACT_DIGITS);
}
