import { type Action, isHarmless, type Plan, type Refusal } from '../../../schemas/plan.ts';
import type { EnvironmentPlan } from '../plan-environment.ts';
import { uncovered } from './coverage.ts';

/** Whether a planned environment may be applied at all. */
export type Decision = {
  /** Set if a stored plan was given and more is needed than it holds. */
  readonly stale: Stale | null;
  /** False: nothing of this environment is applied. */
  readonly goesAhead: boolean;
  readonly refusals: readonly Refusal[];
  /** Ids of stored actions that are no longer needed: an earlier run carried them out. */
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

/** An environment that needs more than was reviewed, and the actions beyond the review. */
type Stale = { readonly refusal: Refusal; readonly beyond: readonly Action[] };

/**
 * Compares a fresh plan of one environment with the stored one that was reviewed.
 * @returns null if every needed action was reviewed or, with `allowsHarmless`, is harmless
 */
function findStale(fresh: EnvironmentPlan, stored: Plan, allowsHarmless: boolean): Stale | null {
  const { name, accountId, region } = fresh.environment;
  const reviewed = stored.environments.find((environment) => environment.name === name);
  if (reviewed === undefined) return stale(name, 'The stored plan does not hold this environment.', []);
  if (reviewed.accountId !== accountId || reviewed.region !== region) {
    const message = `The stored plan is for ${reviewed.accountId} in ${reviewed.region}, and "${name}" is declared in ${accountId}, ${region}; plan again and have that reviewed.`;
    return stale(name, message, []);
  }
  const beyond = uncovered(fresh.actions, stored.actions).filter((action) => !(allowsHarmless && isHarmless(action)));
  if (beyond.length === 0) return null;
  const number = beyond.length === 1 ? 'an action that is' : `${beyond.length} actions that are`;
  return stale(name, `It needs ${number} not in the stored plan; plan again and have that reviewed.`, beyond);
}

function stale(name: string, message: string, beyond: readonly Action[]): Stale {
  return { refusal: { environment: name, secret: null, name, reason: 'stale', message }, beyond };
}
