import type { DesiredSecret } from '../../../schemas/types.ts';
import { sha256 } from '../stored/digest.ts';
import { raisedGenerations } from './contract.ts';

/** So many interrupted runs in a row, each with another value, are told apart. */
const ATTEMPTS = 8;

/** Stands for the version replaced where there is none. */
const NO_VERSION = 'none';

/**
 * The ClientRequestToken of a value that Keywright writes; AWS makes it the VersionId. It is a function of what is
 * written and of what that replaces, so a run that was killed and is repeated finds its own version, and going back
 * to an earlier literal is a version of its own.
 * @param subject the ARN; for a create, which has none yet, the name
 * @param replaced the VersionId that carries AWSCURRENT, or null
 * @returns 64 hexadecimal digits; AWS takes 32 to 64 characters (API reference, CreateSecret)
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
 * finds the version of an interrupted one and has other variables than that had.
 * @param first as `valueToken` gives it
 */
export function valueTokens(first: string): readonly string[] {
  const tokens = [first];
  for (let token = first; tokens.length < ATTEMPTS; tokens.push(token)) token = sha256(token, 'hex');
  return tokens;
}
