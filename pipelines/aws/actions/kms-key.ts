import { UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { DONE, type Step, type StepResult } from './step.ts';

/** An empty key id means AWS's own key (API reference, UpdateSecret). */
const AWS_MANAGED_KEY = '';

export async function updateKmsKey({ session, desired, observed }: Step): Promise<StepResult> {
  const KmsKeyId = desired.spec.kmsKeyId ?? AWS_MANAGED_KEY;
  await session.secretsManager(observed.region).send(new UpdateSecretCommand({ SecretId: observed.arn, KmsKeyId }));
  return DONE;
}
