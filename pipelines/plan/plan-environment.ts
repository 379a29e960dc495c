import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Action, AwaitingValue, ObservedSecret, Orphan, PlannedEnvironment, Refusal } from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { collisionOf, type Occupied } from './collisions.ts';
import type { IsSameKey, SecretPlan } from './draft.ts';
import { findOrphans, isManaged } from './orphans.ts';
import { planSecret } from './plan-secret.ts';
import { checkLimits } from './safety.ts';
import { digestOf } from './stored/digest.ts';

/** One environment's declared secrets and its observed ones by name: those declared, and all that it manages. */
export type EnvironmentComparison = {
  readonly environment: EnvironmentDeclaration;
  readonly desired: readonly DesiredSecret[];
  readonly observed: ReadonlyMap<string, ObservedSecret>;
  readonly isSameKey: IsSameKey;
  /** Names in replica Regions that other secrets already have. */
  readonly occupied: Occupied;
};

export type EnvironmentPlan = {
  readonly environment: PlannedEnvironment;
  readonly actions: readonly Action[];
  readonly refusals: readonly Refusal[];
  readonly orphans: readonly Orphan[];
  readonly awaitingValue: readonly AwaitingValue[];
  readonly unchanged: number;
};

/**
 * Plans an environment from its observed secrets; pure. To `planSecret`, which plans one declared secret, it adds the
 * parts that need all of them: name collisions, the environment's limits, orphans and the digest.
 */
export function planEnvironment(comparison: EnvironmentComparison): EnvironmentPlan {
  const { environment, desired, observed } = comparison;
  const plans = desired.map((secret) => ({
    secret,
    plan: planUnlessCollision(secret, comparison),
  }));
  const actions = plans.flatMap(({ plan }) => plan.actions);
  const managedCount = [...observed.values()].filter((secret) => isManaged(secret, environment)).length;
  const refusals = [
    ...checkLimits(environment, actions, managedCount),
    ...plans.flatMap(({ secret, plan }) => plan.refusals.map((refusal) => withSubject(secret, refusal))),
  ];
  return {
    environment: describeEnvironment(environment, actions, refusals),
    actions,
    refusals,
    orphans: findOrphans(environment, new Set(desired.map(({ name }) => name)), observed.values()),
    awaitingValue: plans.flatMap(({ plan }) => plan.awaitingValue),
    unchanged: plans.filter(({ plan }) => plan.actions.length === 0 && plan.refusals.length === 0).length,
  };
}

/** The plan of `planSecret`, or a refusal if a replica of the secret would collide with another secret. */
function planUnlessCollision(
  desired: DesiredSecret,
  { environment, observed, isSameKey, occupied }: EnvironmentComparison,
): SecretPlan {
  const plan = planSecret(desired, observed.get(desired.name) ?? null, environment, isSameKey);
  const message = plan.actions.length === 0 ? null : collisionOf(desired, occupied);
  return message === null ? plan : { actions: [], refusals: [{ reason: 'collision', message }], awaitingValue: [] };
}

/** The plan of an environment that could not be looked at, with the reason. */
export function refusedEnvironment(environment: EnvironmentDeclaration, refusal: Refusal): EnvironmentPlan {
  return {
    environment: describeEnvironment(environment, [], [refusal]),
    actions: [],
    refusals: [refusal],
    orphans: [],
    awaitingValue: [],
    unchanged: 0,
  };
}

function withSubject(
  { environment, secret, name }: DesiredSecret,
  { reason, message }: SecretPlan['refusals'][number],
): Refusal {
  return { environment, secret, name, reason, message };
}

/** Two plans with the same digest do the same to this environment. */
function describeEnvironment(
  { name, spec }: EnvironmentDeclaration,
  actions: readonly Action[],
  refusals: readonly Refusal[],
): PlannedEnvironment {
  const { accountId, region } = spec.aws;
  const digest = digestOf({ name, accountId, region, actions: actions.map((action) => action.digest), refusals });
  return { name, accountId, region, digest };
}
