import type { Action, ActionOutcome, AwaitingValue } from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { keyComparison } from '../plan/attributes/key-identity.ts';
import { awaitingOf } from '../plan/attributes/value.ts';
import type { IsSameKey } from '../plan/draft.ts';
import type { EnvironmentPlan } from '../plan/plan-environment.ts';
import { applySecret, type SecretResult, type Task } from './apply-secret.ts';
import { completeValue } from './complete-value.ts';
import { keyHomeOf, type LivePlan } from './plan-live.ts';
import type { Session } from './session/session.ts';
import { sideBySide } from './session/side-by-side.ts';

/**
 * Secrets in progress at once in one environment. The token buckets set the pace; this many keep them from running dry.
 */
const WIDTH = 32;

export type Applied = { readonly outcomes: readonly ActionOutcome[]; readonly awaitingValue: readonly AwaitingValue[] };

/**
 * Carries out an environment's plan: secrets side by side, deletions after everything else. Once `signal` is aborted,
 * the secrets in progress are finished and the others are reported as skipped.
 */
export async function applyEnvironment(
  session: Session,
  desired: readonly DesiredSecret[],
  live: LivePlan,
  signal: AbortSignal,
  advance: (actions: number) => void,
): Promise<Applied> {
  const tasks = tasksOf(desired, live.plan.actions);
  const isSameKey = keyComparison(keyHomeOf(session), live.resolvedKeys);
  const deletes = tasks.filter(isDeletion);
  const others = tasks.filter((task) => !isDeletion(task));
  const run = async (task: Task): Promise<SecretResult> => {
    if (signal.aborted) return skipped(task);
    const result = await applySecret(session, task, isSameKey);
    advance(task.actions.length);
    return result;
  };
  const first = await sideBySide(others, WIDTH, run);
  const completed = await completeValues(session, desired, live.plan, isSameKey, signal);
  const last = await sideBySide(deletes, WIDTH, run);
  const results = [...first, ...completed, ...last];
  return {
    outcomes: results.flatMap(({ outcomes }) => outcomes),
    awaitingValue: results.flatMap(({ awaitingValue }) => awaitingValue),
  };
}

async function completeValues(
  session: Session,
  desired: readonly DesiredSecret[],
  plan: EnvironmentPlan,
  isSameKey: IsSameKey,
  signal: AbortSignal,
): Promise<readonly SecretResult[]> {
  const created = new Set(plan.actions.filter(({ type }) => type === 'create').map(({ secret }) => secret));
  const awaiting = new Set(plan.awaitingValue.map(({ secret }) => secret).filter((secret) => !created.has(secret)));
  return sideBySide(
    desired.filter(({ secret }) => awaiting.has(secret)),
    WIDTH,
    async (secret) =>
      signal.aborted ? { outcomes: [], awaitingValue: awaitingOf(secret) } : completeValue(session, secret, isSameKey),
  );
}

function tasksOf(desired: readonly DesiredSecret[], actions: readonly Action[]): readonly Task[] {
  const bySecret = new Map<string, Action[]>();
  for (const action of actions) {
    const known = bySecret.get(action.secret);
    if (known === undefined) bySecret.set(action.secret, [action]);
    else known.push(action);
  }
  return desired.flatMap((secret) => {
    const own = bySecret.get(secret.secret);
    return own === undefined ? [] : [{ desired: secret, actions: own }];
  });
}

function isDeletion({ actions }: Task): boolean {
  return actions.some(({ type }) => type === 'delete');
}

function skipped({ actions }: Task): SecretResult {
  const outcomes = actions.map(({ id }) => ({ id, status: 'skipped' as const, error: 'Stopped before it began.' }));
  return { outcomes, awaitingValue: [] };
}
