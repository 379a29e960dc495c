import {
  DeleteResourcePolicyCommand,
  MalformedPolicyDocumentException,
  PutResourcePolicyCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { declaredSids } from '../../plan/attributes/policy.ts';
import { type MergedPolicy, mergePolicy } from '../../plan/policy/merge.ts';
import { ownershipOf, policyRecord, RECORD } from '../../plan/record/record.ts';
import { tagChanges } from '../../plan/record/tag-changes.ts';
import { changeTags } from '../session/change-tags.ts';
import { AwsFailure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { type ActionResult, DONE, type PendingAction } from './pending-action.ts';

/** AWS refuses a newly created principal for a while; the call is retried for that long. */
const PRINCIPAL_RETRIES_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Records every managed Sid before the policy has it and until the policy no longer has it. A run that is interrupted
 * in between therefore leaves no statement without an owner.
 */
export async function putPolicy({ session, desired, observed }: Omit<PendingAction, 'action'>): Promise<ActionResult> {
  const isOurs = ownershipOf(observed.tags, session.environment) === 'ours';
  const record = isOurs ? observed.tags[RECORD.policy] : undefined;
  const merged = mergePolicy(desired.spec, observed.resourcePolicy ?? null, record);
  const during = policyRecord([...merged.statements.keys()]);
  const after = policyRecord(declaredSids(desired));
  await changeTags(session, observed.arn, tagChanges([RECORD.policy], during, observed.tags));
  await writePolicy(session, desired, observed, merged);
  await changeTags(session, observed.arn, tagChanges([RECORD.policy], after, { ...observed.tags, ...during }));
  return DONE;
}

async function writePolicy(session: Session, { spec }: DesiredSecret, observed: ObservedSecret, merged: MergedPolicy) {
  const client = session.secretsManager(observed.region);
  if (merged.document === null) {
    await client.send(new DeleteResourcePolicyCommand({ SecretId: observed.arn }));
    return;
  }
  const ResourcePolicy = JSON.stringify(merged.document);
  await validate(session, observed, ResourcePolicy);
  const block = spec.blockPublicPolicy === null ? {} : { BlockPublicPolicy: spec.blockPublicPolicy };
  const request = { SecretId: observed.arn, ResourcePolicy, ...block };
  for (const delayMs of PRINCIPAL_RETRIES_MS) {
    try {
      await client.send(new PutResourcePolicyCommand(request));
      return;
    } catch (error) {
      if (!(error instanceof MalformedPolicyDocumentException)) throw error;
      await session.context.clock.sleep(delayMs);
    }
  }
  await client.send(new PutResourcePolicyCommand(request));
}

/** @throws AwsFailure with the findings of AWS's own policy check */
async function validate(session: Session, { arn, region }: ObservedSecret, ResourcePolicy: string): Promise<void> {
  const { PolicyValidationPassed, ValidationErrors = [] } = await session
    .secretsManager(region)
    .send(new ValidateResourcePolicyCommand({ SecretId: arn, ResourcePolicy }));
  if (PolicyValidationPassed !== false) return;
  const reasons = ValidationErrors.map(({ CheckName, ErrorMessage }) => `${CheckName}: ${ErrorMessage}`);
  throw new AwsFailure('PolicyValidationFailed', reasons.join('; ') || 'AWS gives no reason.', null);
}
