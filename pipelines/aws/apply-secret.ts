import {
  type Action,
  type ActionOutcome,
  type AwaitingValue,
  isHarmless,
  type ObservedSecret,
} from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { awaitingOf } from '../plan/attributes/value.ts';
import type { IsSameKey, SecretPlan } from '../plan/draft.ts';
import { planSecret } from '../plan/plan-secret.ts';
import { uncovered } from '../plan/stored/coverage.ts';
import { create } from './actions/create.ts';
import { executors } from './actions/list.ts';
import type { ActionResult } from './actions/pending-action.ts';
import { lookAt } from './observe/look-at.ts';
import { AwsFailure, explainFailure } from './session/failure.ts';
import type { Session } from './session/session.ts';

/** A secret and the actions that were planned for it. */
export type Task = { readonly desired: DesiredSecret; readonly actions: readonly Action[] };

export type SecretResult = {
  readonly outcomes: readonly ActionOutcome[];
  readonly awaitingValue: readonly AwaitingValue[];
};

/**
 * Carries out one secret's actions in order. Before each action the secret is looked at and planned again: an action
 * that is no longer needed counts as done, and nothing beyond the plan is carried out. The first failure skips the
 * rest.
 */
export async function applySecret(session: Session, task: Task, isSameKey: IsSameKey): Promise<SecretResult> {
  const outcomes: ActionOutcome[] = [];
  const missing = new Set<string>();
  let failed = false;
  for (const planned of task.actions) {
    if (failed) {
      outcomes.push({ id: planned.id, status: 'skipped', error: 'An earlier action on this secret failed.' });
      continue;
    }
    try {
      const { awaiting } = await carryOut(session, task, planned, isSameKey);
      for (const key of awaiting) missing.add(key);
      outcomes.push(outcomeOf(planned, awaiting));
    } catch (error) {
      failed = true;
      outcomes.push({ id: planned.id, status: 'failed', error: explainFailure(error) });
    }
  }
  return { outcomes, awaitingValue: stillAwaiting(task.desired, missing) };
}

/** A value that awaits a key is not written; a create goes ahead without it. */
function outcomeOf({ id, type }: Action, awaiting: readonly string[]): ActionOutcome {
  if (type !== 'write-value' || awaiting.length === 0) return { id, status: 'done', error: null };
  const keys = `"${awaiting.join('", "')}"`;
  return { id, status: 'skipped', error: `Nothing was written: it awaits ${keys}, and what is live stays.` };
}

async function carryOut(session: Session, task: Task, planned: Action, isSameKey: IsSameKey): Promise<ActionResult> {
  const { desired } = task;
  const observed = await lookAt(session, desired, planned.arn ?? desired.name);
  const fresh = planSecret(desired, observed, session.environment, isSameKey);
  refuseSurprises(fresh, task);
  const action = fresh.actions.find(({ id }) => id === planned.id);
  if (action === undefined) return { awaiting: [] };
  return perform(session, desired, action, observed);
}

async function perform(session: Session, desired: DesiredSecret, action: Action, observed: ObservedSecret | null) {
  const { type } = action;
  if (observed === null || type === 'create') return create({ session, desired, action, observed: null });
  return executors[type]({ session, desired, action, observed });
}

/** @throws AwsFailure if the secret now needs more than was planned, or must not be changed any more */
function refuseSurprises(fresh: SecretPlan, { actions }: Task): void {
  const [refusal] = fresh.refusals;
  if (refusal !== undefined) throw new AwsFailure('Refused', refusal.message, null);
  const surprises = uncovered(fresh.actions, actions).filter((action) => !isHarmless(action));
  if (surprises.length === 0) return;
  const ids = surprises.map(({ id }) => id).join(', ');
  throw new AwsFailure('ChangedSincePlanned', `The secret now needs ${ids} as well; plan again.`, null);
}

/** The awaited keys of a secret that were actually missing. */
export function stillAwaiting(desired: DesiredSecret, missing: ReadonlySet<string>): readonly AwaitingValue[] {
  return awaitingOf(desired).flatMap((awaiting) => {
    const keys = awaiting.keys.filter((key) => missing.has(key));
    return keys.length === 0 ? [] : [{ ...awaiting, keys }];
  });
}
