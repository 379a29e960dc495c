import { UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { type ActionResult, DONE, type PendingAction } from './pending-action.ts';

/** An empty key ID selects the AWS managed key (API reference, UpdateSecret). */
const AWS_MANAGED_KEY = '';

export async function updateKmsKey({ session, desired, observed }: PendingAction): Promise<ActionResult> {
  const KmsKeyId = desired.spec.kmsKeyId ?? AWS_MANAGED_KEY;
  await session.secretsManager(observed.region).send(new UpdateSecretCommand({ SecretId: observed.arn, KmsKeyId }));
  return DONE;
}
