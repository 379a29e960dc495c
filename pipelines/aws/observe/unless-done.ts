import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { Session } from '../session/session.ts';
import { describeSecret } from './describe.ts';

/**
 * Makes a call that AWS refuses the second time. If a reply is lost, the SDK repeats the call; so after a failure this
 * looks at the secret, and if it is as the call leaves it, the call succeeded.
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

/** If the look fails as well, the first failure says more. */
async function looksDone(session: Session, arn: string, isDone: (observed: ObservedSecret) => boolean) {
  try {
    const observed = await describeSecret(session, arn);
    return observed !== null && isDone(observed);
  } catch {
    return false;
  }
}
