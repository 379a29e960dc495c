import { invalidParameter } from '../errors.ts';
import { rescheduled } from '../rotation/configure.ts';
import { moveStage } from '../secrets/moves.ts';
import { CURRENT, PENDING, PREVIOUS } from '../secrets/stages.ts';
import type { Secret } from '../secrets/types.ts';
import { addVersion, findVersion, sameVersion, tokenInUse } from '../secrets/versions.ts';
import { optional, structure, text } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { encryptionKey, mayUseKey } from './keys.ts';
import { type Call, managedElsewhere, onSecret } from './operation.ts';
import { save } from './replicate.ts';

/** The stages whose versions follow a change of key. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
const REENCRYPTED: readonly string[] = [CURRENT, PENDING, PREVIOUS];

export const putSecretValue = onSecret('PutSecretValue', {
  input: structure({
    SecretId: field.secretId,
    ClientRequestToken: field.clientRequestToken,
    SecretBinary: field.secretBinary,
    SecretString: field.secretString,
    VersionStages: field.versionStages,
    RotationToken: optional(text({ min: 36, max: 256, pattern: /^[a-zA-Z0-9-]+$/, sensitive: true })),
  }),
  run(input, secret, call) {
    const versionId = field.requireToken(input.ClientRequestToken);
    const value = field.valueIn(input);
    if (value === undefined) throw invalidParameter('You must provide either SecretString or SecretBinary.');
    const saved =
      sameVersion(secret, versionId, value) === undefined
        ? saveValue(addVersion(secret, { versionId, value, stages: input.VersionStages ?? [CURRENT] }, call.now), call)
        : secret;
    return {
      ARN: saved.arn,
      Name: saved.name,
      VersionId: versionId,
      VersionStages: findVersion(saved, versionId)?.stages,
    };
  },
});

export const updateSecret = onSecret('UpdateSecret', {
  input: structure({
    SecretId: field.secretId,
    ClientRequestToken: field.clientRequestToken,
    Description: field.description,
    KmsKeyId: field.kmsKeyId,
    SecretBinary: field.secretBinary,
    SecretString: field.secretString,
    Type: field.partnerType,
  }),
  run(input, secret, call) {
    if (secret.owningService !== undefined) throw managedElsewhere(secret);
    const value = field.valueIn(input);
    const described = {
      ...secret,
      description: input.Description ?? secret.description,
      type: input.Type ?? secret.type,
      lastChangedDate: call.now,
    };
    const changed = input.KmsKeyId === undefined ? described : reencrypted(described, input.KmsKeyId, call);
    const answer = { ARN: secret.arn, Name: secret.name };
    if (value === undefined) {
      save(changed, call);
      return answer;
    }
    const versionId = field.requireToken(input.ClientRequestToken);
    if (findVersion(secret, versionId) !== undefined) throw tokenInUse(secret, versionId);
    saveValue(addVersion(changed, { versionId, value, stages: [CURRENT] }, call.now), call);
    return { ...answer, VersionId: versionId };
  },
});

export const updateSecretVersionStage = onSecret('UpdateSecretVersionStage', {
  input: structure({
    SecretId: field.secretId,
    VersionStage: field.versionStage,
    RemoveFromVersionId: optional(field.versionId),
    MoveToVersionId: optional(field.versionId),
  }),
  run(input, secret, call) {
    const { VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to } = input;
    save(moveStage(secret, { stage, from, to }, call.now), call);
    return { ARN: secret.arn, Name: secret.name };
  },
});

/** A value set by hand counts as a rotation: a schedule in days starts anew. */
function saveValue(secret: Secret, call: Call): Secret {
  return save({ ...secret, rotation: secret.rotation && rescheduled(secret.rotation, call.now) }, call);
}

/** The secret with another key, its labelled versions encrypted anew if the caller may encrypt with it. */
function reencrypted(secret: Secret, reference: string, call: Call): Secret {
  const kmsKeyId = encryptionKey(reference, secret, call);
  const key = kmsKeyId === undefined ? undefined : call.keys.find(kmsKeyId, call.accountId, secret.region);
  if (key !== undefined && !mayUseKey('kms:Encrypt', key, secret, call)) return { ...secret, kmsKeyId };
  const versions = secret.versions.map((version) =>
    version.stages.some((stage) => REENCRYPTED.includes(stage)) ? { ...version, kmsKeyId } : version,
  );
  return { ...secret, kmsKeyId, versions };
}
