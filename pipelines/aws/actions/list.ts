import type { ActionType } from '../../../schemas/plan.ts';
import { updateKmsKey } from './kms-key.ts';
import { adopt, updateMetadata } from './metadata.ts';
import type { ActionResult, PendingAction } from './pending-action.ts';
import { putPolicy } from './policy.ts';
import { addReplica, removeReplica, replaceReplica } from './replicas.ts';
import { restore, scheduleDeletion } from './restore-and-delete.ts';
import { cancelRotation, setRotation } from './rotation.ts';
import { write } from './value.ts';

/** The function that carries out each type of action on an existing secret; a create has no existing secret. */
export const executors: {
  readonly [type in Exclude<ActionType, 'create'>]: (pending: PendingAction) => Promise<ActionResult>;
} = {
  restore,
  adopt,
  'update-metadata': updateMetadata,
  'update-kms-key': updateKmsKey,
  'write-value': write,
  'put-policy': putPolicy,
  'add-replica': addReplica,
  'replace-replica': replaceReplica,
  'remove-replica': removeReplica,
  'set-rotation': setRotation,
  'cancel-rotation': cancelRotation,
  delete: scheduleDeletion,
};
