import { GetResourcePolicyCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { declaredSids } from '../../plan/attributes/policy.ts';
import { RECORD } from '../../plan/record/record.ts';
import type { Session } from '../session/session.ts';

/** True if a plan compares the secret's policy: it declares statements, or Keywright once set some. */
export function hasPolicyToCompare(desired: DesiredSecret | undefined, { tags }: ObservedSecret): boolean {
  return tags[RECORD.policy] !== undefined || (desired !== undefined && declaredSids(desired).length > 0);
}

/** Adds the policy to the observed secret. AWS shows no policy of a secret that is scheduled for deletion. */
export async function withPolicy(session: Session, observed: ObservedSecret): Promise<ObservedSecret> {
  if (observed.deletedDate !== null) return observed;
  const client = session.secretsManager(observed.region);
  try {
    const { ResourcePolicy } = await client.send(new GetResourcePolicyCommand({ SecretId: observed.arn }));
    return { ...observed, resourcePolicy: parsePolicy(ResourcePolicy) };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return observed;
    throw error;
  }
}

function parsePolicy(text: string | undefined): { readonly [key: string]: Json } | null {
  if (text === undefined || text === '') return null;
  const policy: Json = JSON.parse(text);
  return isObject(policy) ? policy : null;
}
