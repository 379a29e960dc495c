import { UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { changeTags } from '../session/change-tags.ts';
import { type ActionResult, DONE, type PendingAction } from './pending-action.ts';

export async function updateMetadata({ session, action, observed }: PendingAction): Promise<ActionResult> {
  const client = session.secretsManager(observed.region);
  const description = action.changes.find(({ path }) => path === '/description')?.after;
  if (typeof description === 'string') {
    await client.send(new UpdateSecretCommand({ SecretId: observed.arn, Description: description }));
  }
  await changeTags(session, observed.arn, action.changes);
  return DONE;
}

/** Adopting a secret writes the Keywright tags and nothing else. */
export async function adopt({ session, action, observed }: PendingAction): Promise<ActionResult> {
  await changeTags(session, observed.arn, action.changes);
  return DONE;
}
