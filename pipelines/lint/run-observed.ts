import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret, Estate } from '../../schemas/types.ts';
import { forEnvironment, prepareRules } from '../rules/context.ts';
import { NO_PROBLEMS, type Rule } from '../rules/rule.ts';
import { type Found, foundInSecret } from './found.ts';
import { groupBySubject, subjectOf } from './subject.ts';

/** What was observed of declared secrets. */
export type Observations = {
  /** The environments that were looked at; where some were not, waivers of plan rules can't be called unused. */
  readonly environments: readonly string[];
  readonly secrets: readonly { readonly desired: DesiredSecret; readonly observed: ObservedSecret }[];
};

/** Runs the rules of phase `plan` over what AWS says of the declared secrets. */
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
    const runsBySubject = groupBySubject(forEnvironment(allRuns, environment));
    const own = secrets.filter(({ desired }) => desired.environment === environment.name);
    return own.flatMap(({ desired, observed }) => {
      const declaration = declarations.get(desired.secret);
      if (declaration === undefined) return [];
      return runsBySubject[subjectOf(desired)].flatMap((run) =>
        (run.rule.checkObserved?.(desired, observed, run.context) ?? NO_PROBLEMS).map((problem) =>
          foundInSecret(run, problem, desired, declaration, environment),
        ),
      );
    });
  });
}
