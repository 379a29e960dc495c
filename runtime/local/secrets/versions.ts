import { limitExceeded, resourceExists } from '../errors.ts';
import { attachStages, CURRENT } from './stages.ts';
import type { Secret, SecretValue, SecretVersion } from './types.ts';

/** Labels over all versions of a secret, and versions kept. https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_STAGES = 20;
const MAX_VERSIONS = 100;
const DAY_MS = 24 * 3_600_000;

type NewVersion = {
  readonly versionId: string;
  readonly value: SecretValue | undefined;
  readonly stages: readonly string[];
};

export const findVersion = (secret: Secret, versionId: string) =>
  secret.versions.find((version) => version.versionId === versionId);

/**
 * The secret with one version more, or with a reserved one filled. The first value becomes AWSCURRENT whatever labels
 * the request has.
 */
export function addVersion(secret: Secret, version: NewVersion, now: number): Secret {
  const first = version.value !== undefined && secret.versions.length === 0;
  const stages = first ? [...version.stages, CURRENT] : version.stages;
  const added: SecretVersion = {
    versionId: version.versionId,
    createdDate: now,
    stages: findVersion(secret, version.versionId)?.stages ?? [],
    value: version.value,
    kmsKeyId: secret.kmsKeyId,
    lastAccessedDate: undefined,
  };
  const others = secret.versions.filter(({ versionId }) => versionId !== version.versionId);
  return withVersions(secret, attachStages([...others, added], version.versionId, stages), now);
}

export function withVersions(secret: Secret, versions: readonly SecretVersion[], now: number): Secret {
  return { ...secret, versions: prune(versions, now), lastChangedDate: now };
}

/** Throws LimitExceededException for a secret that has more labels than the quota allows. */
export function checkStages({ versions }: Secret): void {
  const stages = new Set(versions.flatMap((version) => version.stages));
  if (stages.size <= MAX_STAGES) return;
  throw limitExceeded(`You can't attach more than ${MAX_STAGES} staging labels to the versions of a secret.`);
}

/** The version that a token already names: the caller's own earlier attempt if it holds the same value, else a conflict. */
export function sameVersion(secret: Secret, token: string, value: SecretValue): SecretVersion | undefined {
  const version = findVersion(secret, token);
  if (version?.value === undefined) return undefined;
  if (JSON.stringify(version.value) !== JSON.stringify(value)) throw tokenInUse(secret, token);
  return version;
}

export const tokenInUse = (secret: Secret, token: string) =>
  resourceExists(
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
  );

/** Removes deprecated versions beyond 100 versions, oldest first, but none younger than a day. */
function prune(versions: readonly SecretVersion[], now: number): readonly SecretVersion[] {
  const surplus = versions.length - MAX_VERSIONS;
  if (surplus <= 0) return versions;
  const removable = versions.filter(({ stages, createdDate }) => stages.length === 0 && createdDate < now - DAY_MS);
  const removed = new Set(removable.slice(0, surplus));
  return versions.filter((version) => !removed.has(version));
}
