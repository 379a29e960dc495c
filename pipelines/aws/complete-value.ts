import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { functionRotation } from '../plan/attributes/rotation.ts';
import { awaitingOf } from '../plan/attributes/value.ts';
import type { IsSameKey } from '../plan/draft.ts';
import { planSecret } from '../plan/plan-secret.ts';
import { hasPendingRotation, hasValue } from '../plan/record/versions.ts';
import { configureRotation } from './actions/rotation.ts';
import { write } from './actions/value.ts';
import { type SecretResult, stillAwaiting } from './apply-secret.ts';
import { lookAt } from './observe/look-at.ts';
import { explainFailure } from './session/failure.ts';
import type { Session } from './session/session.ts';
import { variableOf } from './value/compose.ts';

/**
 * Tries to complete a value that awaits keys: this run's environment variables may have them now, or a person may have
 * put them. Nothing is written unless the value is complete.
 */
export async function completeValue(
  session: Session,
  desired: DesiredSecret,
  isSameKey: IsSameKey,
): Promise<SecretResult> {
  const awaitingValue = awaitingOf(desired);
  const id = `${desired.environment}/${desired.secret}#write-value`;
  try {
    const observed = await lookAt(session, desired, desired.name);
    if (observed === null || hasPendingRotation(observed)) return { outcomes: [], awaitingValue };
    const fresh = planSecret(desired, observed, session.environment, isSameKey);
    if (fresh.awaitingValue.length === 0) return { outcomes: [], awaitingValue: [] };
    if (!hasValue(observed) && !canBeCompleted(session, desired)) return { outcomes: [], awaitingValue };
    const { awaiting } = await write({ session, desired, observed });
    if (awaiting.length > 0) return { outcomes: [], awaitingValue: stillAwaiting(desired, new Set(awaiting)) };
    if (!hasValue(observed)) await startRotation(session, desired, observed);
    return { outcomes: [{ id, status: 'done', error: null }], awaitingValue: [] };
  } catch (error) {
    return { outcomes: [{ id, status: 'failed', error: explainFailure(error) }], awaitingValue };
  }
}

/** Rotation had to wait for a first value. */
async function startRotation(session: Session, { spec }: DesiredSecret, { arn }: ObservedSecret): Promise<void> {
  const rotation = functionRotation(spec);
  if (rotation !== null) await configureRotation(session, arn, rotation);
}

/** A secret without any value can't hold keys that a person put, so its sources must supply all of them. */
function canBeCompleted({ context }: Session, { spec }: DesiredSecret): boolean {
  return Object.values(spec.value).every(
    (source) =>
      source.kind !== 'external' && (source.kind !== 'fromEnv' || variableOf(context.env, source.variable) !== ''),
  );
}
