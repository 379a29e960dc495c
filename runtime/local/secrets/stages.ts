import type { SecretVersion } from './types.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';
export const PENDING = 'AWSPENDING';

export const holderOf = (versions: readonly SecretVersion[], stage: string) =>
  versions.find((version) => version.stages.includes(stage));

/**
 * Attaches staging labels to one version and removes them from the versions that held them. Moving AWSCURRENT moves
 * AWSPREVIOUS to the version that it left, and a version that AWSCURRENT leaves loses AWSPENDING too (recorded from the
 * service).
 */
export function attachStages(
  versions: readonly SecretVersion[],
  versionId: string,
  stages: readonly string[],
): readonly SecretVersion[] {
  const left = stages.includes(CURRENT) ? holderOf(versions, CURRENT) : undefined;
  const moved = versions.map((version) => {
    if (version.versionId === versionId) return withStages(version, [...version.stages, ...stages]);
    return withStages(version, without(version.stages, stages));
  });
  if (left === undefined || left.versionId === versionId) return moved;
  return moved.map((version) => {
    if (version.versionId !== left.versionId) return withStages(version, without(version.stages, [PREVIOUS]));
    return withStages(version, [...without(version.stages, [PENDING]), PREVIOUS]);
  });
}

export function detachStage(versions: readonly SecretVersion[], stage: string): readonly SecretVersion[] {
  return versions.map((version) => withStages(version, without(version.stages, [stage])));
}

/** AWSPENDING on a version that is not current: a rotation that is not finished. */
export function unfinishedVersion(versions: readonly SecretVersion[]): SecretVersion | undefined {
  const pending = holderOf(versions, PENDING);
  return pending?.stages.includes(CURRENT) ? undefined : pending;
}

export const holdsUnfinished = (versions: readonly SecretVersion[]) => unfinishedVersion(versions) !== undefined;

/** Labels are kept sorted, as answers show them. */
const withStages = (version: SecretVersion, stages: readonly string[]): SecretVersion => ({
  ...version,
  stages: [...new Set(stages)].sort(),
});

const without = (stages: readonly string[], removed: readonly string[]) =>
  stages.filter((stage) => !removed.includes(stage));
