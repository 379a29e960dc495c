import { invalidParameter, resourceNotFound } from '../errors.ts';
import { attachStages, CURRENT, detachStage, holderOf } from './stages.ts';
import type { Secret } from './types.ts';
import { findVersion, withVersions } from './versions.ts';

/** One staging label, moved or removed as UpdateSecretVersionStage asks. */
type Move = {
  readonly stage: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
};

export function moveStage(secret: Secret, { stage, from, to }: Move, now: number): Secret {
  if (from === undefined && to === undefined) {
    throw invalidParameter('You must specify RemoveFromVersionId, MoveToVersionId, or both.');
  }
  for (const versionId of [from, to]) checkVersion(secret, versionId);
  checkHolder(holderOf(secret.versions, stage)?.versionId, { stage, from, to });
  if (to !== undefined) return withVersions(secret, attachStages(secret.versions, to, [stage]), now);
  if (stage === CURRENT) {
    throw invalidParameter(
      `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`,
    );
  }
  return withVersions(secret, detachStage(secret.versions, stage), now);
}

function checkVersion(secret: Secret, versionId: string | undefined) {
  if (versionId !== undefined && findVersion(secret, versionId) === undefined) {
    throw resourceNotFound(`Secrets Manager can't find the specified secret version: ${versionId}.`);
  }
}

/** An attached label is moved only if the request names the version that has it. */
function checkHolder(holder: string | undefined, { stage, from, to }: Move) {
  if (from !== undefined && from !== holder) {
    throw invalidParameter(
      `When you move staging label ${stage}, if you specify RemoveFromVersionId, it must be set to the version that currently has the staging label ${stage}.`,
    );
  }
  if (from === undefined && holder !== undefined && holder !== to) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
}
