import { daysBetween } from '../rotation/schedule.ts';
import type { Replica, Secret, SecretVersion } from '../secrets/types.ts';

const DAY_MS = 24 * 3_600_000;

/** JSON 1.1 writes a time as seconds, with milliseconds as the fraction. */
export const seconds = (epochMs: number | undefined) => (epochMs === undefined ? undefined : epochMs / 1000);
/** Dates of access have a day's resolution. */
export const startOfDay = (epochMs: number) => epochMs - (epochMs % DAY_MS);

/** Members that DescribeSecret and ListSecrets share. A member without a value is left out. */
export function presentMetadata(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Type: secret.type || undefined,
    Description: secret.description || undefined,
    KmsKeyId: secret.kmsKeyId,
    ...presentRotation(secret),
    LastChangedDate: seconds(secret.lastChangedDate),
    LastAccessedDate: seconds(secret.lastAccessedDate),
    DeletedDate: seconds(secret.deletionDate),
    Tags: secret.tags.length > 0 ? secret.tags : undefined,
    OwningService: secret.owningService,
    CreatedDate: seconds(secret.createdDate),
    PrimaryRegion: secret.primaryRegion ?? (secret.replicas.length > 0 ? secret.region : undefined),
  };
}

function presentRotation({ rotation, lastChangedDate }: Secret) {
  if (rotation === undefined) return {};
  const { rules } = rotation;
  const since = rotation.next?.startDate ?? lastChangedDate;
  return {
    RotationEnabled: rotation.enabled,
    RotationLambdaARN: rotation.lambdaArn,
    RotationRules: rules && { ...rules, AutomaticallyAfterDays: daysBetween(rules, since) },
    ExternalSecretRotationMetadata: rotation.metadata,
    ExternalSecretRotationRoleArn: rotation.roleArn,
    LastRotatedDate: seconds(rotation.lastRotatedDate),
    NextRotationDate: rotation.enabled ? seconds(rotation.next?.endDate) : undefined,
  };
}

/** Staging labels by version; undefined where no version has one. */
export function presentStages(versions: readonly SecretVersion[]) {
  const labelled = versions.filter((version) => version.stages.length > 0);
  if (labelled.length === 0) return undefined;
  return Object.fromEntries(labelled.map((version) => [version.versionId, version.stages]));
}

export const presentReplicas = (secret: Secret, accessed: (region: string) => number | undefined = () => undefined) =>
  secret.replicas.map((replica) => presentReplica(replica, accessed(replica.region)));

const presentReplica = (replica: Replica, lastAccessedDate: number | undefined) => ({
  Region: replica.region,
  KmsKeyId: replica.kmsKeyId ?? 'alias/aws/secretsmanager',
  Status: replica.status,
  StatusMessage: replica.statusMessage,
  LastAccessedDate: seconds(lastAccessedDate),
});
