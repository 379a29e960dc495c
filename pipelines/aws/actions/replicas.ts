import { RemoveRegionsFromReplicationCommand, ReplicateSecretToRegionsCommand } from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import { RECORD, recordedReplicas, replicasRecord } from '../../plan/record/record.ts';
import { tagChanges } from '../../plan/record/tag-changes.ts';
import { describeSecret } from '../observe/describe.ts';
import { unlessDone } from '../observe/unless-done.ts';
import { changeTags } from '../session/change-tags.ts';
import { AwsFailure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { type ActionResult, DONE, type PendingAction } from './pending-action.ts';

/** A copy takes seconds. One that takes longer than this is left to the next plan, which sees the result. */
const WAIT_MS = 120_000;
const FIRST_POLL_MS = 200;
const MAX_POLL_MS = 5_000;

export async function addReplica({ session, desired, action, observed }: PendingAction): Promise<ActionResult> {
  await recordRegions(session, observed, [...recordedReplicas(observed.tags), action.region]);
  const isFailed = observed.replicas.some(({ region, status }) => region === action.region && status === 'Failed');
  if (isFailed) await removeRegion(session, observed.arn, action.region);
  await replicate(session, observed.arn, { [action.region]: desired.spec.replicaRegions[action.region] ?? {} });
  return DONE;
}

export async function removeReplica({ session, action, observed }: PendingAction): Promise<ActionResult> {
  await removeRegion(session, observed.arn, action.region);
  const remaining = recordedReplicas(observed.tags).filter((region) => region !== action.region);
  await recordRegions(session, observed, remaining);
  return DONE;
}

/** AWS has no call that changes a replica's KMS key. */
export async function replaceReplica({ session, desired, action, observed }: PendingAction): Promise<ActionResult> {
  await removeRegion(session, observed.arn, action.region);
  await replicate(session, observed.arn, { [action.region]: desired.spec.replicaRegions[action.region] ?? {} });
  return DONE;
}

async function recordRegions(session: Session, { arn, tags }: ObservedSecret, regions: readonly string[]) {
  await changeTags(session, arn, tagChanges([RECORD.replicas], replicasRecord([...new Set(regions)]), tags));
}

type Replicas = { readonly [region: string]: { readonly kmsKeyId?: string } };

/**
 * Copies a secret to Regions and waits for the outcome: AWS accepts the call and can fail afterwards.
 * @throws AwsFailure with AWS's own message if a copy failed
 */
export async function replicate(session: Session, arn: string, replicas: Replicas): Promise<void> {
  const AddReplicaRegions = Object.entries(replicas).map(([Region, { kmsKeyId }]) => ({
    Region,
    ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
  }));
  const client = session.secretsManager(session.environment.spec.aws.region);
  const hasAll = ({ replicas: copies }: ObservedSecret) =>
    Object.keys(replicas).every((wanted) => copies.some(({ region }) => region === wanted));
  await unlessDone(session, arn, hasAll, () =>
    client.send(new ReplicateSecretToRegionsCommand({ SecretId: arn, AddReplicaRegions })),
  );
  await waitForCopies(session, arn, new Set(Object.keys(replicas)));
}

async function waitForCopies(session: Session, arn: string, regions: ReadonlySet<string>): Promise<void> {
  const { clock } = session.context;
  const end = clock.now() + WAIT_MS;
  for (let pollMs = FIRST_POLL_MS; clock.now() < end; pollMs = Math.min(MAX_POLL_MS, pollMs * 2)) {
    const observed = await describeSecret(session, arn);
    const copies = (observed?.replicas ?? []).filter(({ region }) => regions.has(region));
    const failed = copies.find(({ status }) => status === 'Failed');
    if (failed !== undefined) {
      const message = `The copy to ${failed.region} failed: ${failed.statusMessage ?? 'AWS gives no reason'}`;
      throw new AwsFailure('ReplicationFailed', message, null);
    }
    if (copies.every(({ status }) => status !== 'InProgress')) return;
    await clock.sleep(pollMs);
  }
}

async function removeRegion(session: Session, arn: string, region: string): Promise<void> {
  const client = session.secretsManager(session.environment.spec.aws.region);
  const isGone = ({ replicas }: ObservedSecret) => replicas.every((replica) => replica.region !== region);
  await unlessDone(session, arn, isGone, () =>
    client.send(new RemoveRegionsFromReplicationCommand({ SecretId: arn, RemoveReplicaRegions: [region] })),
  );
}
