import type { KeyRing } from '../kms/keys.ts';
import { secretArn } from './arn.ts';
import type { Store } from './store.ts';
import type { Replica, Secret, SecretVersion } from './types.ts';

/** The ARN of a replica is its primary's with another Region. */
export const replicaArn = (primary: Secret, region: string) =>
  secretArn({ region, accountId: primary.accountId, resource: primary.arn.split(':').slice(6).join(':') });

/** A changed primary, with the copies to its replicas under way. */
export function copying(primary: Secret, dueDate: number): Secret {
  const replicas = primary.replicas.map((replica) =>
    replica.status === 'Failed'
      ? replica
      : { ...replica, status: 'InProgress' as const, statusMessage: undefined, dueDate },
  );
  return { ...primary, replicas };
}

type Delivery = { readonly store: Store; readonly keys: KeyRing; readonly now: number };

/** Delivers the copies that are due: writes the replicas and their status. */
export function deliverCopies(primary: Secret, delivery: Delivery): void {
  const replicas = primary.replicas.map((replica) => {
    if (replica.status !== 'InProgress' || replica.dueDate > delivery.now) return replica;
    return deliverCopy(primary, replica, delivery);
  });
  delivery.store.save({ ...primary, replicas });
}

function deliverCopy(primary: Secret, replica: Replica, { store, keys, now }: Delivery): Replica {
  const { region, kmsKeyId } = replica;
  const standing = store.vault(primary.accountId, region).byName.get(primary.name);
  const own = standing?.arn === replicaArn(primary, region) && standing.primaryRegion === primary.region;
  if (standing !== undefined && !own && (!replica.overwrite || standing.replicas.length > 0)) {
    return failed(replica, `Secret name ${primary.name} already exists in region ${region}.`);
  }
  if (kmsKeyId !== undefined && keys.find(kmsKeyId, primary.accountId, region)?.state !== 'Enabled') {
    return failed(replica, `The KMS key ${kmsKeyId} can't be used in region ${region}.`);
  }
  if (standing !== undefined && !own) store.remove(standing);
  store.save(copyOf(primary, replica, own ? standing : undefined, store, now));
  return { ...replica, status: 'InSync', statusMessage: 'Replication succeeded' };
}

const failed = (replica: Replica, reason: string): Replica => ({
  ...replica,
  status: 'Failed',
  statusMessage: `Replication failed: ${reason}`,
});

function copyOf(primary: Secret, replica: Replica, former: Secret | undefined, store: Store, now: number): Secret {
  const versions = primary.versions.map((version) => copyVersion(version, replica, former));
  return {
    ...primary,
    arn: replicaArn(primary, replica.region),
    region: replica.region,
    primaryRegion: primary.region,
    replicas: [],
    rotation: undefined,
    sequence: former?.sequence ?? store.nextSequence(),
    createdDate: former?.createdDate ?? now,
    lastAccessedDate: former?.lastAccessedDate,
    kmsKeyId: replica.kmsKeyId,
    versions,
  };
}

/** Each Region encrypts with its own key and keeps its own dates of access. */
const copyVersion = (version: SecretVersion, replica: Replica, former: Secret | undefined): SecretVersion => ({
  ...version,
  kmsKeyId: replica.kmsKeyId,
  lastAccessedDate: former?.versions.find(({ versionId }) => versionId === version.versionId)?.lastAccessedDate,
});
