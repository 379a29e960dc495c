import { declaredSids } from '../../plan/attributes/policy.ts';
import { functionRotation } from '../../plan/attributes/rotation.ts';
import { lookAt } from '../observe/look-at.ts';
import { createSecret } from '../value/create.ts';
import type { ActionResult, PendingAction } from './pending-action.ts';
import { putPolicy } from './policy.ts';
import { replicate } from './replicas.ts';
import { configureRotation } from './rotation.ts';

/** Rotation comes last, and only if there is a value. */
export async function create({ session, desired }: PendingAction<null>): Promise<ActionResult> {
  const { arn, hasValue, missing } = await createSecret(session, desired);
  const observed = declaredSids(desired).length > 0 ? await lookAt(session, desired, arn) : null;
  if (observed !== null) await putPolicy({ session, desired, observed });
  const { replicaRegions } = desired.spec;
  if (Object.keys(replicaRegions).length > 0) await replicate(session, arn, replicaRegions);
  const rotation = functionRotation(desired.spec);
  if (rotation !== null && hasValue) await configureRotation(session, arn, rotation);
  return { awaiting: missing };
}
