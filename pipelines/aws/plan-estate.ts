import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { DesiredSecret, Estate } from '../../schemas/types.ts';
import { namesDeclaredElsewhere } from '../plan/collisions.ts';
import { type EnvironmentPlan, refusedEnvironment } from '../plan/plan-environment.ts';
import { createLister, type ListRegion } from './observe/list.ts';
import type { Depth } from './observe/look-deeper.ts';
import { type DeclaredEnvironment, type LivePlan, planLive } from './plan-live.ts';
import type { AwsContext } from './session/context.ts';
import { explainFailure } from './session/failure.ts';
import { isRefusal, openSession, type Purpose, type Session } from './session/session.ts';

/** An environment as observed. `refused`: the account is not the declared one, and nothing was listed. */
export type Planned = { readonly desired: readonly DesiredSecret[]; readonly plan: EnvironmentPlan } & (
  | { readonly kind: 'live'; readonly session: Session; readonly live: LivePlan }
  | { readonly kind: 'refused' }
);

export type PlannedEstate = {
  readonly planned: readonly Planned[];
  /** One sentence for each environment that could not be looked at. */
  readonly failures: readonly string[];
};

/** The role to look under, and what to look at besides lists. */
export type ObserveOptions = Depth & { readonly purpose: Purpose };

/**
 * Plans all chosen environments, side by side. To `planLive`, which plans one, it adds the sessions, a lister that
 * environments of one account and Region share, and the names that other environments declare.
 */
export async function planEstate(
  estate: Estate,
  environments: readonly EnvironmentDeclaration[],
  { purpose, ...depth }: ObserveOptions,
  context: AwsContext,
): Promise<PlannedEstate> {
  const chosen = new Set(environments.map(({ name }) => name));
  const desired = estate.desired.filter(({ environment }) => chosen.has(environment));
  const names = new Set(desired.map(({ name }) => name));
  const listRegion = createLister((name) => names.has(name));
  const results = await Promise.allSettled(
    environments.map((environment) => {
      const own = desired.filter((secret) => secret.environment === environment.name);
      const wanted = {
        desired: own,
        occupied: namesDeclaredElsewhere(environment, estate.environments, estate.desired),
      };
      return planInSession(environment, wanted, purpose, depth, context, listRegion);
    }),
  );
  return {
    planned: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    failures: results.flatMap((result, index) =>
      result.status === 'rejected' ? [`${environments[index]?.name}: ${explainFailure(result.reason)}`] : [],
    ),
  };
}

/** Opens the environment's session and plans in it. Refuses the environment if the account is not the declared one. */
async function planInSession(
  environment: EnvironmentDeclaration,
  wanted: DeclaredEnvironment,
  purpose: Purpose,
  depth: Depth,
  context: AwsContext,
  listRegion: ListRegion,
): Promise<Planned> {
  const opened = await openSession(environment, purpose, context);
  if (isRefusal(opened))
    return { kind: 'refused', desired: wanted.desired, plan: refusedEnvironment(environment, opened) };
  const live = await planLive(opened, wanted, listRegion, depth);
  return { kind: 'live', session: opened, desired: wanted.desired, live, plan: live.plan };
}
