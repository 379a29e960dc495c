import { invalidRequest } from '../errors.ts';
import { rescheduled } from '../rotation/configure.ts';
import { moveStage } from '../secrets/moves.ts';
import { CURRENT, PENDING, PREVIOUS } from '../secrets/stages.ts';
import type { Secret } from '../secrets/types.ts';
import { addVersion, findVersion, sameVersion, tokenInUse } from '../secrets/versions.ts';
import { optional, structure, text } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { encryptionKey, mayUseKey } from './keys.ts';
import { type Call, onSecret } from './operation.ts';
import { save } from './replicate.ts';

/**
 * The stages whose versions are re-encrypted when the key changes.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html
 */
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
  check: requireVersion,
  ownerOnly: true,
  run(input, secret, call) {
    const version = { ...requireVersion(input), stages: input.VersionStages ?? [CURRENT] };
    const { versionId } = version;
    const repeated = sameVersion(secret, versionId, version.value) !== undefined;
    const saved = repeated ? secret : saveValue(addVersion(secret, version, call.now), call);
    const { arn: ARN, name: Name } = secret;
    return { ARN, Name, VersionId: versionId, VersionStages: findVersion(saved, versionId)?.stages };
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
  check: field.versionIn,
  ownerOnly: true,
  run(input, secret, call) {
    const { Description: description = secret.description, Type: type = secret.type, KmsKeyId } = input;
    const described = { ...secret, description, type, lastChangedDate: call.now };
    const changed = KmsKeyId === undefined ? described : reencrypted(described, KmsKeyId, call);
    const version = field.versionIn(input);
    const answer = { ARN: secret.arn, Name: secret.name, VersionId: version?.versionId };
    const token = input.ClientRequestToken;
    // The API reference makes no exception for a request without a value.
    if (token !== undefined && findVersion(secret, token) !== undefined) throw tokenInUse(secret, token);
    if (version === undefined) {
      save(changed, call);
      return answer;
    }
    saveValue(addVersion(changed, { ...version, stages: [CURRENT] }, call.now), call);
    return answer;
  },
});

export const updateSecretVersionStage = onSecret('UpdateSecretVersionStage', {
  input: structure({
    SecretId: field.secretId,
    VersionStage: field.versionStage,
    RemoveFromVersionId: optional(field.versionId),
    MoveToVersionId: optional(field.versionId),
  }),
  ownerOnly: true,
  run(input, secret, call) {
    const { VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to } = input;
    save(moveStage(secret, { stage, from, to }, call.now), call);
    return { ARN: secret.arn, Name: secret.name };
  },
});

function requireVersion(input: field.ValueInput): field.NewValue {
  const version = field.versionIn(input);
  if (version === undefined) throw invalidRequest('You must provide either SecretString or SecretBinary.');
  return version;
}

/** A value set by hand counts as a rotation: a schedule in days starts anew. */
function saveValue(secret: Secret, call: Call): Secret {
  return save({ ...secret, rotation: secret.rotation && rescheduled(secret.rotation, call.now) }, call);
}

/** The secret with another key, its labeled versions re-encrypted if the caller is allowed to encrypt with it. */
function reencrypted(secret: Secret, reference: string, call: Call): Secret {
  const kmsKeyId = encryptionKey(reference, secret, call);
  const key = kmsKeyId === undefined ? undefined : call.keys.find(kmsKeyId, call.accountId, secret.region);
  if (key !== undefined && !mayUseKey('kms:Encrypt', key, secret, call)) return { ...secret, kmsKeyId };
  const versions = secret.versions.map((version) =>
    version.stages.some((stage) => REENCRYPTED.includes(stage)) ? { ...version, kmsKeyId } : version,
  );
  return { ...secret, kmsKeyId, versions };
}
