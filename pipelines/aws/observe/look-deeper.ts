import { ListSecretVersionIdsCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { ownershipOf } from '../../plan/record/record.ts';
import type { Session } from '../session/session.ts';
import { sideBySide } from '../session/side-by-side.ts';
import type { Observed } from './observe.ts';
import { hasPolicyToCompare, withPolicy } from './policy.ts';

const WIDTH = 32;

/** What to look at beyond the lists, at one call per secret. */
export type Depth = {
  /** `declared`: of secrets that declare or record a policy; `all`: of every managed secret. */
  readonly policies: 'declared' | 'all';
  /** The age of the current version, for secrets with manual rotation. */
  readonly versionDates: boolean;
};

export async function lookDeeper(
  session: Session,
  desired: readonly DesiredSecret[],
  listed: Observed,
  { policies, versionDates }: Depth,
): Promise<Observed> {
  const byName = new Map(desired.map((secret) => [secret.name, secret]));
  const looked = await sideBySide([...listed.values()], WIDTH, async (secret) => {
    const declared = byName.get(secret.name);
    const isOurs = ownershipOf(secret.tags, session.environment) === 'ours';
    const wantsPolicy = hasPolicyToCompare(declared, secret) || (policies === 'all' && isOurs);
    const withPolicies = wantsPolicy ? await withPolicy(session, secret) : secret;
    const isManual = declared?.spec.rotation?.manual === true;
    return versionDates && isManual && isOurs ? withVersionDate(session, withPolicies) : withPolicies;
  });
  return new Map(looked.map((secret) => [secret.name, secret]));
}

/** Changes of metadata move a secret's LastChangedDate, so only its versions show how old the value is. */
async function withVersionDate(session: Session, observed: ObservedSecret): Promise<ObservedSecret> {
  const client = session.secretsManager(observed.region);
  try {
    const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: observed.arn }));
    const current = Versions.find(({ VersionStages }) => VersionStages?.includes('AWSCURRENT'));
    return { ...observed, currentVersionDate: current?.CreatedDate?.toISOString() ?? null };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return observed;
    throw error;
  }
}
