import { batchGetSecretValue } from './batch.ts';
import { createSecret } from './create.ts';
import { deleteSecret, restoreSecret } from './delete.ts';
import { listSecrets } from './listing.ts';
import type { Operation } from './operation.ts';
import { getRandomPassword } from './password.ts';
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy, validateResourcePolicy } from './policies.ts';
import { describeSecret, getSecretValue, listSecretVersionIds } from './read.ts';
import { removeRegionsFromReplication, replicateSecretToRegions, stopReplicationToReplica } from './replicate.ts';
import { cancelRotateSecret, rotateSecret } from './rotate.ts';
import { tagResource, untagResource } from './tags.ts';
import { putSecretValue, updateSecret, updateSecretVersionStage } from './write.ts';

/** The operations of the API, version 2017-10-17. */
export const OPERATIONS: readonly Operation[] = [
  batchGetSecretValue,
  cancelRotateSecret,
  createSecret,
  deleteResourcePolicy,
  deleteSecret,
  describeSecret,
  getRandomPassword,
  getResourcePolicy,
  getSecretValue,
  listSecretVersionIds,
  listSecrets,
  putResourcePolicy,
  putSecretValue,
  removeRegionsFromReplication,
  replicateSecretToRegions,
  restoreSecret,
  rotateSecret,
  stopReplicationToReplica,
  tagResource,
  untagResource,
  updateSecret,
  updateSecretVersionStage,
  validateResourcePolicy,
];
