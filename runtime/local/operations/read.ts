import { invalidRequest, resourceNotFound } from '../errors.ts';
import { replicaArn } from '../secrets/replication.ts';
import { CURRENT, holderOf } from '../secrets/stages.ts';
import type { Secret, SecretVersion } from '../secrets/types.ts';
import { findVersion } from '../secrets/versions.ts';
import { boolean, optional, structure } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { checkDecryption } from './keys.ts';
import { type Call, onSecret } from './operation.ts';
import { presentMetadata, presentReplicas, presentStages, seconds, startOfDay } from './present.ts';
import { pageOf } from './tokens.ts';

export const describeSecret = onSecret('DescribeSecret', {
  input: structure({ SecretId: field.secretId }),
  whileScheduled: true,
  onReplica: true,
  run: (_, secret, call) => ({
    ...presentMetadata(secret),
    LastRotatedDate: secret.rotation?.enabled ? seconds(secret.rotation.lastRotatedDate) : undefined,
    VersionIdsToStages: presentStages(secret.versions),
    ReplicationStatus: secret.replicas.length > 0 ? presentReplicas(secret, accessedIn(secret, call)) : undefined,
  }),
});

export const getSecretValue = onSecret('GetSecretValue', {
  input: structure({
    SecretId: field.secretId,
    VersionId: optional(field.versionId),
    VersionStage: optional(field.versionStage),
  }),
  onReplica: true,
  run: (input, secret, call) => readValue(secret, input, call),
});

export const listSecretVersionIds = onSecret('ListSecretVersionIds', {
  input: structure({
    SecretId: field.secretId,
    MaxResults: field.maxResults,
    NextToken: field.nextToken,
    IncludeDeprecated: optional(boolean),
  }),
  whileScheduled: true,
  onReplica: true,
  run(input, secret) {
    const versions = secret.versions.filter(({ stages }) => input.IncludeDeprecated || stages.length > 0);
    const { items, nextToken } = pageOf(versions, input, [secret.arn, input.IncludeDeprecated ?? false]);
    return { Versions: items.map(presentVersion), NextToken: nextToken, ARN: secret.arn, Name: secret.name };
  },
});

type RequestedVersion = { readonly VersionId: string | undefined; readonly VersionStage: string | undefined };

/** A version's value as GetSecretValue returns it; records the day of access. */
function readValue(secret: Secret, wanted: RequestedVersion, call: Call) {
  const version = findWanted(secret, wanted);
  checkDecryption(secret, version, call);
  noteAccess(secret, version, call);
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.versionId,
    ...version.value,
    VersionStages: version.stages.length > 0 ? version.stages : undefined,
    CreatedDate: seconds(version.createdDate),
  };
}

function findWanted(secret: Secret, { VersionId: versionId, VersionStage: stage }: RequestedVersion): SecretVersion {
  const version =
    versionId === undefined ? holderOf(secret.versions, stage ?? CURRENT) : findVersion(secret, versionId);
  if (version?.value === undefined) {
    const sought = versionId === undefined ? `staging label: ${stage ?? CURRENT}` : `VersionId: ${versionId}`;
    throw resourceNotFound(`Secrets Manager can't find the specified secret value for ${sought}`);
  }
  if (stage !== undefined && !version.stages.includes(stage)) {
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  }
  return version;
}

/** Only the day is stored, so there is at most one write per day and version. */
function noteAccess(secret: Secret, version: SecretVersion, call: Call) {
  const lastAccessedDate = startOfDay(call.now);
  if (version.lastAccessedDate === lastAccessedDate && secret.lastAccessedDate === lastAccessedDate) return;
  const versions = secret.versions.map((each) => (each === version ? { ...version, lastAccessedDate } : each));
  call.store.save({ ...secret, lastAccessedDate, versions });
}

const accessedIn = (secret: Secret, call: Call) => (region: string) =>
  call.store.get(replicaArn(secret, region))?.lastAccessedDate;

const presentVersion = (version: SecretVersion) => ({
  VersionId: version.versionId,
  VersionStages: version.stages.length > 0 ? version.stages : undefined,
  LastAccessedDate: seconds(version.lastAccessedDate),
  CreatedDate: seconds(version.createdDate),
  KmsKeyIds: [version.kmsKeyId ?? 'DefaultEncryptionKey'],
});
