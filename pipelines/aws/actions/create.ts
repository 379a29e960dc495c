import { functionRotation } from '../../plan/attributes/rotation.ts';
import { createSecret } from '../value-create.ts';
import { replicate } from './replicas.ts';
import { configureRotation } from './rotation.ts';
import type { Step, StepResult } from './step.ts';

/** Rotation last, and only of a value. */
export async function create({ session, desired }: Step<null>): Promise<StepResult> {
  const { arn, hasValue, missing } = await createSecret(session, desired);
  const { replicaRegions } = desired.spec;
  if (Object.keys(replicaRegions).length > 0) await replicate(session, arn, replicaRegions);
  const rotation = functionRotation(desired.spec);
  if (rotation !== null && hasValue) await configureRotation(session, arn, rotation);
  return { awaiting: missing };
}
