import { dnsSuffixOf } from '../../../schemas/aws/regions.ts';
import { accessDenied, ServiceError } from '../errors.ts';
import { type Key, MANAGED_ALIAS } from '../kms/keys.ts';
import type { Secret, SecretVersion } from '../secrets/types.ts';
import type { Call } from './operation.ts';

/** A secret's ARN, and the Region of the KMS key. */
type Use = { readonly arn: string; readonly region: string };

/**
 * Checks that values can be encrypted with a key; returns its stored form, undefined for any form of
 * aws/secretsmanager. Throws EncryptionFailure, or AccessDeniedException if the caller is not allowed to use the key.
 */
export function encryptionKey(reference: string | undefined, use: Use, call: Call): string | undefined {
  const key = findKey(reference, use, call);
  if (reference !== undefined && reference !== '' && key?.state !== 'Enabled') {
    const reason = key === undefined ? 'it was not found' : `its state is ${key.state}`;
    throw new ServiceError(
      'EncryptionFailure',
      `Secrets Manager can't encrypt with the KMS key ${reference}: ${reason}.`,
    );
  }
  return replicaKey(reference, use, call);
}

/** The same for a replica, whose status becomes Failed if its key can't be used. */
export function replicaKey(reference: string | undefined, use: Use, call: Call): string | undefined {
  const key = findKey(reference, use, call);
  if (key === undefined) return reference === '' ? undefined : reference;
  if (key.keyId === findKey(MANAGED_ALIAS, use, call)?.keyId) return undefined;
  for (const action of ['kms:GenerateDataKey', 'kms:Decrypt'])
    if (!mayUseKey(action, key, use, call)) throw kmsDenied();
  return reference;
}

const findKey = (reference: string | undefined, { region }: Use, { keys, accountId }: Call) =>
  reference ? keys.find(reference, accountId, region) : undefined;

/** Refuses to read a version whose key can't be used: DecryptionFailure, AccessDeniedException. */
export function checkDecryption(secret: Secret, version: SecretVersion, call: Call): void {
  if (version.kmsKeyId === undefined) {
    // Only its own account can use aws/secretsmanager.
    if (secret.accountId !== call.accountId) throw kmsDenied();
    return;
  }
  const key = call.keys.find(version.kmsKeyId, secret.accountId, secret.region);
  if (key?.state !== 'Enabled') {
    throw new ServiceError(
      'DecryptionFailure',
      "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    );
  }
  if (!mayUseKey('kms:Decrypt', key, secret, call)) throw kmsDenied();
}

/** Whether the caller's policies let Secrets Manager use a key for them. Key policies are not modelled. */
export function mayUseKey(action: string, key: Key, { arn, region }: Use, call: Call): boolean {
  const keys = {
    'kms:ViaService': `secretsmanager.${region}.${dnsSuffixOf(region)}`,
    'kms:CallerAccount': call.accountId,
    'kms:EncryptionContext:SecretARN': arn,
    'kms:EncryptionContextKeys': 'SecretARN',
  };
  try {
    call.authorize({ action, resource: key.arn, accountId: call.accountId, input: {}, keys });
    return true;
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}

const kmsDenied = () => accessDenied('Access to KMS is not allowed');
