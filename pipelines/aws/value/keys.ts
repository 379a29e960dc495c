import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { ImportedKeys } from '../../../schemas/imported-secret.ts';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import { hasValue } from '../../plan/record/versions.ts';
import type { Session } from '../session/session.ts';
import { parseObject } from './live.ts';

/** Reads a value for the names of its keys and drops the rest at once (ARCHITECTURE, invariant 1). */
export async function readKeys(session: Session, observed: ObservedSecret): Promise<ImportedKeys> {
  if (!hasValue(observed)) return { shape: 'unknown' };
  const client = session.secretsManager(observed.region);
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: observed.arn }));
  return SecretString === undefined ? { shape: 'unknown' } : keysOf(SecretString);
}

/** A text that looks like JSON but is not an object has no keys to declare. */
export function keysOf(text: string): ImportedKeys {
  const object = parseObject(text);
  if (object !== null) return { shape: 'json', names: Object.keys(object) };
  return /^\s*[[{"]/.test(text) || text === '' ? { shape: 'unknown' } : { shape: 'text' };
}
