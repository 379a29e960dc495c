import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../schemas/plan.ts';
import { ownershipTagOf } from '../plan/record.ts';
import { toObservedSecret } from './observed-secret.ts';
import type { Session } from './session.ts';

/** The most that ListSecrets gives (API reference). */
const PAGE_SIZE = 100;

export type ListRegion = (session: Session, region: string) => Promise<readonly ObservedSecret[]>;

/**
 * Lists Regions, each once a command for the environments that look at it with the same credentials.
 * @param isWanted names to keep besides all that Keywright manages; an account may hold many more secrets than ours
 */
export function createLister(isWanted: (name: string) => boolean): ListRegion {
  const lists = new Map<string, Promise<readonly ObservedSecret[]>>();
  return (session, region) => {
    const { accountId, planRoleArn, applyRoleArn } = session.environment.spec.aws;
    const key = JSON.stringify([accountId, region, planRoleArn, applyRoleArn]);
    const list = lists.get(key) ?? listRegion(session, region, isWanted);
    lists.set(key, list);
    return list;
  };
}

/** A page may be empty and yet have a successor (API reference, ListSecrets). */
async function listRegion(session: Session, region: string, isWanted: (name: string) => boolean) {
  const client = session.secretsManager(region);
  const found: ObservedSecret[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListSecretsCommand({ MaxResults: PAGE_SIZE, IncludePlannedDeletion: true, NextToken: token }),
    );
    for (const entry of page.SecretList ?? []) {
      const secret = toObservedSecret(entry, session.environment.name, region);
      if (isWanted(secret.name) || ownershipTagOf(secret.tags) !== undefined) found.push(secret);
    }
    token = page.NextToken;
  } while (token !== undefined && token !== '');
  return found;
}
