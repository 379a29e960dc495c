import { DeleteSecretCommand, RestoreSecretCommand } from '@aws-sdk/client-secrets-manager';
import { unlessDone } from '../observe/unless-done.ts';
import { type ActionResult, DONE, type PendingAction } from './pending-action.ts';

export async function restore({ session, observed }: PendingAction): Promise<ActionResult> {
  const { arn: SecretId, region } = observed;
  await unlessDone(
    session,
    SecretId,
    ({ deletedDate }) => deletedDate === null,
    () => session.secretsManager(region).send(new RestoreSecretCommand({ SecretId })),
  );
  return DONE;
}

/** Schedules the deletion, always with a recovery window (ARCHITECTURE, invariant 7). */
export async function scheduleDeletion({ session, desired, observed }: PendingAction): Promise<ActionResult> {
  const { recoveryWindowInDays } = desired.spec;
  const request = { SecretId: observed.arn, RecoveryWindowInDays: recoveryWindowInDays };
  await unlessDone(
    session,
    observed.arn,
    ({ deletedDate }) => deletedDate !== null,
    () => session.secretsManager(observed.region).send(new DeleteSecretCommand(request)),
  );
  return DONE;
}
