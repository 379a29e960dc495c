import type { DesiredSecret } from '../../../schemas/types.ts';
import { sha256 } from '../stored/digest.ts';
import { raisedGenerations } from './contract.ts';

/** This many consecutive interrupted runs, each with a different value, can be told apart. */
const ATTEMPTS = 8;

/** Used in place of the replaced version if there is none. */
const NO_VERSION = 'none';

/**
 * The ClientRequestToken of a value that Keywright writes; AWS uses it as the VersionId. It is derived from the value
 * spec and the version that it replaces: a repeated run finds the version of the interrupted one, and returning to an
 * earlier literal makes a new version.
 * @param subject the ARN; for a create, which has no ARN yet, the name
 * @param replaced the VersionId that carries AWSCURRENT, or null
 * @returns 64 hexadecimal digits; AWS accepts 32 to 64 characters (API reference, CreateSecret)
 */
export function valueToken(
  subject: string,
  desired: DesiredSecret,
  contractDigest: string,
  replaced: string | null,
): string {
  const generations = raisedGenerations(desired.spec.value).map(({ key, generation }) => `${key}=${generation}`);
  return sha256(JSON.stringify([subject, contractDigest, generations.sort(), replaced ?? NO_VERSION]), 'hex');
}

/**
 * The tokens for one value over one version, in the order in which they are tried: each further one is for a run that
 * finds the version of an interrupted run whose variables had other values.
 * @param first the result of `valueToken`
 */
export function valueTokens(first: string): readonly string[] {
  const tokens = [first];
  for (let token = first; tokens.length < ATTEMPTS; tokens.push(token)) token = sha256(token, 'hex');
  return tokens;
}
