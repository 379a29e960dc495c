import { isKnownRegion, partitionOf } from '../../../schemas/aws/regions.ts';
import { invalidParameter, invalidRequest } from '../errors.ts';
import { copying, replicaArn } from '../secrets/replication.ts';
import type { Replica, Secret } from '../secrets/types.ts';
import { checkStages } from '../secrets/versions.ts';
import { list, structure } from '../wire/shapes.ts';
import { forceOverwrite, regionName, replicaRegions, secretId } from './fields.ts';
import { replicaKey } from './keys.ts';
import { type Call, onSecret } from './operation.ts';
import { presentReplicas } from './present.ts';

type RequestedReplica = { readonly Region: string | undefined; readonly KmsKeyId: string | undefined };

/** Saves a secret and starts the copies to its replicas. */
export function save(secret: Secret, call: Call): Secret {
  checkStages(secret);
  const saved = copying(secret, call.now + call.replicationMs);
  call.store.save(saved);
  return saved;
}

/** The replicas to create, all InProgress. Throws InvalidParameterException for a Region that can't hold one. */
export function newReplicas(
  wanted: readonly RequestedReplica[],
  overwrite: boolean,
  secret: Secret,
  call: Call,
): Replica[] {
  const regions = wanted.map(({ Region: region }) => region ?? '');
  if (new Set(regions).size !== regions.length) throw invalidParameter('Duplicate replica regions are not allowed.');
  for (const region of regions) checkRegion(region, secret, call);
  return wanted.map(({ Region: region = '', KmsKeyId }) => ({
    region,
    kmsKeyId: replicaKey(KmsKeyId, { arn: secret.arn, region }, call),
    status: 'InProgress',
    statusMessage: undefined,
    overwrite,
    dueDate: call.now + call.replicationMs,
  }));
}

export const replicateSecretToRegions = onSecret('ReplicateSecretToRegions', {
  input: structure({
    SecretId: secretId,
    AddReplicaRegions: replicaRegions,
    ForceOverwriteReplicaSecret: forceOverwrite,
  }),
  run(input, secret, call) {
    const added = newReplicas(input.AddReplicaRegions, input.ForceOverwriteReplicaSecret ?? false, secret, call);
    const kept = secret.replicas.filter(({ region }) => !added.some((replica) => replica.region === region));
    const saved = { ...secret, replicas: [...kept, ...added], lastChangedDate: call.now };
    call.store.save(saved);
    return { ARN: secret.arn, ReplicationStatus: presentReplicas(saved) };
  },
});

export const removeRegionsFromReplication = onSecret('RemoveRegionsFromReplication', {
  input: structure({ SecretId: secretId, RemoveReplicaRegions: list(regionName, { min: 1 }) }),
  run(input, secret, call) {
    const unknown = input.RemoveReplicaRegions.find((name) => !secret.replicas.some(({ region }) => region === name));
    if (unknown !== undefined) throw invalidParameter(`The secret isn't replicated to region ${unknown}.`);
    for (const region of input.RemoveReplicaRegions) removeReplica(secret, region, call);
    const replicas = secret.replicas.filter(({ region }) => !input.RemoveReplicaRegions.includes(region));
    const saved = { ...secret, replicas, lastChangedDate: call.now };
    call.store.save(saved);
    return { ARN: secret.arn, ReplicationStatus: presentReplicas(saved) };
  },
});

export const stopReplicationToReplica = onSecret('StopReplicationToReplica', {
  input: structure({ SecretId: secretId }),
  onReplica: true,
  run(_, secret, call) {
    const { primaryRegion } = secret;
    if (primaryRegion === undefined)
      throw invalidRequest("The secret is not a replica. Call must be made in the replica secret's region.");
    const primary = call.store.get(replicaArn(secret, primaryRegion));
    if (primary !== undefined) {
      call.store.save({ ...primary, replicas: primary.replicas.filter(({ region }) => region !== secret.region) });
    }
    call.store.save({ ...secret, primaryRegion: undefined, lastChangedDate: call.now });
    return { ARN: secret.arn };
  },
});

function removeReplica(primary: Secret, region: string, call: Call) {
  const replica = call.store.get(replicaArn(primary, region));
  if (replica?.primaryRegion === primary.region) call.store.remove(replica);
}

function checkRegion(region: string, secret: Secret, call: Call) {
  const known = isKnownRegion(region) && partitionOf(region) === partitionOf(call.region);
  if (!known || region === call.region) throw invalidParameter(`Invalid replica region ${region}.`);
  const standing = secret.replicas.find((replica) => replica.region === region);
  if (standing !== undefined && standing.status !== 'Failed') {
    throw invalidParameter(`The secret is already replicated to region ${region}.`);
  }
}
