import type { ObservedSecret } from '../../../schemas/plan.ts';
import { ownershipTagOf } from '../../plan/record/record.ts';
import type { Session } from '../session/session.ts';
import { toObservedSecret } from './observed-secret.ts';
import { sweepRegion } from './sweep.ts';

export type ListRegion = (session: Session, region: string) => Promise<readonly ObservedSecret[]>;

/**
 * Lists Regions, each once per command, for all environments that look at it with the same credentials.
 * @param isWanted names to keep besides the secrets that Keywright manages; an account can hold many others
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

async function listRegion(session: Session, region: string, isWanted: (name: string) => boolean) {
  const found = new Map<string, ObservedSecret>();
  await sweepRegion(session.secretsManager(region), (entry) => {
    const secret = toObservedSecret(entry, session.environment.name, region);
    if (isWanted(secret.name) || ownershipTagOf(secret.tags) !== undefined) found.set(secret.arn, secret);
  });
  return [...found.values()];
}
