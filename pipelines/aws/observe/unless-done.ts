import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { Session } from '../session/session.ts';
import { describeSecret } from './describe.ts';

/**
 * Makes a call that AWS refuses the second time. Where a reply got lost the SDK repeats the call, so a failure is
 * settled by looking: if the secret is as the call leaves it, it has been carried out.
 */
export async function unlessDone(
  session: Session,
  arn: string,
  isDone: (observed: ObservedSecret) => boolean,
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(await looksDone(session, arn, isDone))) throw error;
  }
}

/** A look that fails as well settles nothing; the first failure says more. */
async function looksDone(session: Session, arn: string, isDone: (observed: ObservedSecret) => boolean) {
  try {
    const observed = await describeSecret(session, arn);
    return observed !== null && isDone(observed);
  } catch {
    return false;
  }
}
