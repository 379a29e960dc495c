import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Session } from '../session/session.ts';
import { describeSecret } from './describe.ts';
import { hasPolicyToCompare, withPolicy } from './policy.ts';

/** One secret as it is now, with its policy if the plan compares it. null: it does not exist. */
export async function lookAt(
  session: Session,
  desired: DesiredSecret,
  secretId: string,
): Promise<ObservedSecret | null> {
  const observed = await describeSecret(session, secretId);
  return observed === null || !hasPolicyToCompare(desired, observed) ? observed : withPolicy(session, observed);
}
