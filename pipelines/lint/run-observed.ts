import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret, Estate } from '../../schemas/types.ts';
import type { Problem } from '../declarations/problem.ts';
import { forEnvironment, prepareRules, type Run } from '../rules/context.ts';
import { type EnvironmentContext, NO_PROBLEMS, type Rule } from '../rules/rule.ts';
import { type Found, foundInSecret } from './found.ts';
import { groupByManagementState, managementStateOf } from './management-state.ts';

/** The observations of declared secrets. */
export type Observations = {
  /** The observed environments; if some were not observed, waivers of plan rules can't be called unused. */
  readonly environments: readonly string[];
  /** null: the secret does not exist in AWS. */
  readonly secrets: readonly { readonly desired: DesiredSecret; readonly observed: ObservedSecret | null }[];
};

/** Runs the rules of phase `plan` over the observations of the declared secrets. */
export function runObserved(
  rules: readonly Rule[],
  estate: Estate,
  { secrets }: Observations,
  now: Date,
): readonly Found[] {
  const allRuns = prepareRules(
    rules.filter(({ checkObserved }) => checkObserved !== undefined),
    estate,
    now,
  );
  const declarations = new Map(estate.secrets.map((secret) => [secret.name, secret]));
  return estate.environments.flatMap((environment) => {
    const runsBySubject = groupByManagementState(forEnvironment(allRuns, environment));
    const own = secrets.filter(({ desired }) => desired.environment === environment.name);
    return own.flatMap(({ desired, observed }) => {
      const declaration = declarations.get(desired.secret);
      if (declaration === undefined) return [];
      return runsBySubject[managementStateOf(desired)].flatMap((run) =>
        problemsOf(run, desired, observed).map((problem) =>
          foundInSecret(run, problem, desired, declaration, environment),
        ),
      );
    });
  });
}

function problemsOf(
  { rule, context }: Run<EnvironmentContext>,
  desired: DesiredSecret,
  observed: ObservedSecret | null,
): readonly Problem[] {
  if (observed !== null) return rule.checkObserved?.(desired, observed, context) ?? NO_PROBLEMS;
  return desired.spec.state === 'absent' ? NO_PROBLEMS : (rule.checkMissing?.(desired, context) ?? NO_PROBLEMS);
}
