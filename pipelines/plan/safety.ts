import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Action, Refusal } from '../../schemas/plan.ts';

/** The maximum for one apply unless the environment sets another. */
const DEFAULT_LIMITS = { maxDeletes: 1, maxDeletePercent: 10, maxReplacedValues: 5 } as const;

/** Refusals that stop a whole environment: more deletions or replaced values than it allows in one apply. */
export function checkLimits(
  environment: EnvironmentDeclaration,
  actions: readonly Action[],
  managedCount: number,
): readonly Refusal[] {
  const limits = { ...DEFAULT_LIMITS, ...environment.spec.limits };
  const share = Math.max(1, Math.floor((limits.maxDeletePercent * managedCount) / 100));
  const allowedDeletes = Math.min(limits.maxDeletes, share);
  const deletes = actions.filter(({ type }) => type === 'delete').length;
  const replaced = actions.filter(({ effects }) => effects.includes('replaces-live-value')).length;
  return [
    ...(deletes > allowedDeletes
      ? [limitRefusal(environment, deletesMessage(deletes, allowedDeletes, managedCount))]
      : []),
    ...(replaced > limits.maxReplacedValues
      ? [limitRefusal(environment, replacedMessage(replaced, limits.maxReplacedValues))]
      : []),
  ];
}

function limitRefusal({ name }: EnvironmentDeclaration, message: string): Refusal {
  return { environment: name, secret: null, name, reason: 'limit', message };
}

function deletesMessage(deletes: number, allowed: number, managedCount: number): string {
  return (
    `${deletes} secrets of the ${managedCount} managed would be deleted and one apply may delete ${allowed}; ` +
    'split the change, or raise limits.maxDeletes and limits.maxDeletePercent of the environment.'
  );
}

function replacedMessage(replaced: number, allowed: number): string {
  return (
    `${replaced} live values would be replaced and one apply may replace ${allowed}; ` +
    'split the change, or raise limits.maxReplacedValues of the environment.'
  );
}
