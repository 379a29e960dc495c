import type { DescribeSecretResponse, SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { ObservedReplica, ObservedRotation, ObservedSecret } from '../../../schemas/plan.ts';

/** The fields that a list entry and a description share: all metadata, and never a value. */
type Metadata = SecretListEntry & Pick<DescribeSecretResponse, 'VersionIdsToStages' | 'ReplicationStatus'>;

/** @param environment name of the environment that the secret was looked at for */
export function toObservedSecret(metadata: Metadata, environment: string, region: string): ObservedSecret {
  return {
    environment,
    region,
    name: metadata.Name ?? '',
    arn: metadata.ARN ?? '',
    description: metadata.Description ?? '',
    kmsKeyId: metadata.KmsKeyId || null,
    tags: Object.fromEntries((metadata.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    rotation: toRotation(metadata),
    replicas: toReplicas(metadata),
    primaryRegion: metadata.PrimaryRegion ?? null,
    owningService: metadata.OwningService || null,
    type: metadata.Type ?? null,
    createdDate: iso(metadata.CreatedDate),
    deletedDate: iso(metadata.DeletedDate),
    lastChangedDate: iso(metadata.LastChangedDate),
    lastAccessedDate: iso(metadata.LastAccessedDate),
    versionStages: toStages(metadata.SecretVersionsToStages ?? metadata.VersionIdsToStages),
  };
}

function toRotation(metadata: Metadata): ObservedRotation {
  const rules = metadata.RotationRules;
  return {
    enabled: metadata.RotationEnabled ?? false,
    lambdaArn: metadata.RotationLambdaARN || null,
    scheduleExpression: rules?.ScheduleExpression ?? null,
    automaticallyAfterDays: rules?.AutomaticallyAfterDays ?? null,
    duration: rules?.Duration ?? null,
    nextRotationDate: iso(metadata.NextRotationDate),
    lastRotatedDate: iso(metadata.LastRotatedDate),
  };
}

function toReplicas({ ReplicationStatus }: Metadata): readonly ObservedReplica[] {
  return (ReplicationStatus ?? [])
    .map(({ Region, KmsKeyId, Status, StatusMessage }) => ({
      region: Region ?? '',
      kmsKeyId: KmsKeyId || null,
      status: Status ?? null,
      statusMessage: StatusMessage ?? null,
    }))
    .sort((a, b) => (a.region < b.region ? -1 : 1));
}

function toStages(stages: { readonly [versionId: string]: readonly string[] } | undefined) {
  return Object.fromEntries(Object.entries(stages ?? {}).map(([id, labels]) => [id, [...labels].sort()]));
}

function iso(date: Date | undefined): string | null {
  return date === undefined ? null : date.toISOString();
}
