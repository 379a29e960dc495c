import { randomUUID } from 'node:crypto';
import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../schemas/plan.ts';
import { describeSecret } from './observe/describe.ts';
import { unlessDone } from './observe/unless-done.ts';
import { AwsFailure } from './session/failure.ts';
import type { Session } from './session/session.ts';

/** A rotation function runs for at most 15 minutes (Lambda's limit), and AWS retries it. */
const WAIT_MS = 20 * 60_000;
const FIRST_POLL_MS = 500;
const MAX_POLL_MS = 10_000;

/**
 * Rotates a secret by its function, as configured, and follows the new version through its stages.
 * @param tell receives each step as it is seen
 * @throws AwsFailure if the new version does not become current in time, or `signal` ends the wait
 */
export async function rotateNow(
  session: Session,
  { arn, region }: ObservedSecret,
  signal: AbortSignal,
  tell: (step: string) => void,
): Promise<void> {
  const token = randomUUID();
  await unlessDone(
    session,
    arn,
    ({ versionStages }) => Object.hasOwn(versionStages, token),
    () => session.secretsManager(region).send(new RotateSecretCommand({ SecretId: arn, ClientRequestToken: token })),
  );
  const { clock } = session.context;
  const end = clock.now() + WAIT_MS;
  let seen = 'started';
  tell(seen);
  for (let pollMs = FIRST_POLL_MS; clock.now() < end && !signal.aborted; pollMs = Math.min(MAX_POLL_MS, pollMs * 2)) {
    const stages = (await describeSecret(session, arn))?.versionStages[token] ?? [];
    const step = stepOf(stages);
    if (step !== seen) tell(step);
    seen = step;
    if (stages.includes('AWSCURRENT')) return;
    await clock.sleep(pollMs);
  }
  const message = `The new version is ${seen} and not current; look at the function's log, and at "keywright drift" later.`;
  throw new AwsFailure('RotationNotFinished', message, null);
}

/** The function's step, derived from the version's stages (user guide, "Rotation function"). */
function stepOf(stages: readonly string[]): string {
  if (stages.includes('AWSCURRENT')) return 'current: the function has set, tested and finished it';
  return stages.includes('AWSPENDING') ? 'pending: created, not yet set and tested' : 'started';
}
