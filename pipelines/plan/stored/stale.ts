import { type Action, isHarmless, type Plan, type Refusal } from '../../../schemas/plan.ts';
import type { EnvironmentPlan } from '../plan-environment.ts';
import { uncovered } from './coverage.ts';

/** An environment that needs more than was reviewed, and what that is. */
export type Stale = { readonly refusal: Refusal; readonly beyond: readonly Action[] };

/**
 * Compares a fresh plan of one environment with the stored one that was reviewed (SPEC, "Digest and staleness").
 * @returns null where everything that is needed was reviewed, or, if `allowsHarmless`, can do no harm
 */
export function findStale(fresh: EnvironmentPlan, stored: Plan, allowsHarmless: boolean): Stale | null {
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
