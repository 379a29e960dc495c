import type { ActionType } from '../../../schemas/plan.ts';
import { updateKmsKey } from './kms-key.ts';
import { adopt, updateMetadata } from './metadata.ts';
import type { ActionResult, PendingAction } from './pending-action.ts';
import { putPolicy } from './policy.ts';
import { addReplica, removeReplica, replaceReplica } from './replicas.ts';
import { restore, scheduleDeletion } from './restore-and-delete.ts';
import { cancelRotation, setRotation } from './rotation.ts';
import { write } from './value.ts';

/** How each type of action is carried out on a secret that exists; a create has none to look at. */
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
