import { ServiceError } from '../errors.ts';
import { MANAGED_ALIAS } from '../kms/keys.ts';
import type { Secret, SecretVersion } from '../secrets/types.ts';
import type { Call } from './operation.ts';

/** Checks that values can be encrypted with a key; gives it as it is kept: aws/secretsmanager in any form is undefined. */
export function encryptionKey(reference: string | undefined, call: Call, region = call.region): string | undefined {
  if (reference === undefined || reference === '') return undefined;
  const key = call.keys.find(reference, call.accountId, region);
  if (key === undefined || key.state !== 'Enabled') {
    throw new ServiceError(
      'EncryptionFailure',
      `Secrets Manager can't encrypt the protected secret text using the provided KMS key: ${key === undefined ? 'the key was not found' : `the key is ${key.state}`}.`,
    );
  }
  return key.keyId === call.keys.find(MANAGED_ALIAS, call.accountId, region)?.keyId ? undefined : reference;
}

/** Refuses to read a version whose key can't be used: DecryptionFailure. */
export function checkDecryption(secret: Secret, version: SecretVersion, call: Call): void {
  if (version.kmsKeyId === undefined) return;
  const key = call.keys.find(version.kmsKeyId, secret.accountId, secret.region);
  if (key?.state === 'Enabled') return;
  throw new ServiceError(
    'DecryptionFailure',
    "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
  );
}
