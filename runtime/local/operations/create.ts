import { invalidRequest, resourceExists } from '../errors.ts';
import { secretArn } from '../secrets/arn.ts';
import { blankSecret } from '../secrets/blank.ts';
import type { Secret } from '../secrets/types.ts';
import { addVersion, sameVersion } from '../secrets/versions.ts';
import { list, optional, structure, text, type ValueOf } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { encryptionKey } from './keys.ts';
import { type Call, checkNewName, onAccount } from './operation.ts';
import { presentReplicas } from './present.ts';
import { newReplicas } from './replicate.ts';
import { mergeTags } from './tags.ts';

const input = structure({
  Name: text({ min: 1, max: 512 }),
  ClientRequestToken: field.clientRequestToken,
  Description: field.description,
  KmsKeyId: field.kmsKeyId,
  SecretBinary: field.secretBinary,
  SecretString: field.secretString,
  Tags: optional(list(field.tag)),
  AddReplicaRegions: optional(field.replicaRegions),
  ForceOverwriteReplicaSecret: field.forceOverwrite,
  Type: field.partnerType,
});
type Input = ValueOf<typeof input>;

export const createSecret = onAccount('CreateSecret', {
  input,
  run(request, call) {
    checkNewName(request.Name);
    const version = field.versionIn(request);
    const { accountId, region } = call;
    const standing = call.store.vault(accountId, region).byName.get(request.Name);
    const arn =
      standing?.arn ?? secretArn({ region, accountId, resource: `${request.Name}-${call.random.letters(6)}` });
    authorize(request, arn, call);
    const secret = standing === undefined ? create(request, arn, version, call) : repeated(standing, version);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version?.versionId,
      ReplicationStatus: secret.replicas.length > 0 ? presentReplicas(secret) : undefined,
    };
  },
});

/** Tags and replicas need permissions of their own. */
function authorize(request: Input, arn: string, call: Call) {
  const actions = [
    'CreateSecret',
    ...(request.Tags?.length ? ['TagResource'] : []),
    ...(request.AddReplicaRegions ? ['ReplicateSecretToRegions'] : []),
  ];
  for (const name of actions) {
    const action = `secretsmanager:${name}`;
    call.authorize({ action, resource: arn, accountId: call.accountId, input: { ...request, SecretId: arn } });
  }
}

/** The secret that an earlier attempt of the same request created; any other secret of that name is a conflict. */
function repeated(standing: Secret, version: field.NewValue | undefined): Secret {
  if (standing.deletionDate !== undefined) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (version !== undefined && sameVersion(standing, version.versionId, version.value) !== undefined) return standing;
  throw resourceExists(`The operation failed because the secret ${standing.name} already exists.`);
}

function create(request: Input, arn: string, version: field.NewValue | undefined, call: Call): Secret {
  const empty = emptySecret(request, arn, call);
  const overwrite = request.ForceOverwriteReplicaSecret ?? false;
  const replicated = { ...empty, replicas: newReplicas(request.AddReplicaRegions ?? [], overwrite, empty, call) };
  const secret = version === undefined ? replicated : addVersion(replicated, { ...version, stages: [] }, call.now);
  call.store.save(secret);
  return secret;
}

function emptySecret(request: Input, arn: string, call: Call): Secret {
  const { accountId, region, now } = call;
  const sequence = call.store.nextSequence();
  return {
    ...blankSecret({ arn, name: request.Name, accountId, region, sequence }, now),
    description: request.Description,
    kmsKeyId: encryptionKey(request.KmsKeyId, { arn, region }, call),
    type: request.Type,
    tags: mergeTags([], request.Tags ?? []),
  };
}
