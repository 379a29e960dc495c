import type { Plan, Refusal } from '../../../schemas/plan.ts';
import type { EnvironmentPlan } from '../plan-environment.ts';
import { findStale, type Stale } from './stale.ts';

/** Whether a planned environment may be applied at all. */
export type Decision = {
  /** Set where a stored plan was given and more is needed than it holds. */
  readonly stale: Stale | null;
  /** False: nothing of this environment is applied. */
  readonly goesAhead: boolean;
  readonly refusals: readonly Refusal[];
  /** Ids of stored actions that nothing is left of: an earlier run carried them out. */
  readonly alreadyDone: readonly string[];
};

export function decide(plan: EnvironmentPlan, stored: Plan | null, allowsHarmless: boolean): Decision {
  const stale = stored === null ? null : findStale(plan, stored, allowsHarmless);
  const isStopped = plan.refusals.some(({ reason }) => reason === 'limit' || reason === 'account');
  const needed = new Set(plan.actions.map(({ id }) => id));
  const own = (stored?.actions ?? []).filter(({ environment }) => environment === plan.environment.name);
  return {
    stale,
    goesAhead: stale === null && !isStopped,
    refusals: stale === null ? plan.refusals : [...plan.refusals, stale.refusal],
    alreadyDone: own.filter(({ id }) => !needed.has(id)).map(({ id }) => id),
  };
}
