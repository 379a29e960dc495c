import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';
import { forEnvironment, prepareRules, type Run } from '../rules/context.ts';
import { severityOf } from '../rules/policy.ts';
import {
  type EnvironmentContext,
  type EstateProblem,
  NO_PROBLEMS,
  type Rule,
  type RuleContext,
} from '../rules/rule.ts';
import { type Found, foundInDeclaration, foundInSecret } from './found.ts';
import { groupByManagementState, managementStateOf } from './management-state.ts';

/** Runs the rules of phase `check` over all declarations, in no particular order. */
export function runRules(rules: readonly Rule[], estate: Estate, now: Date): readonly Found[] {
  const runs = prepareRules(
    rules.filter(({ phase }) => phase === 'check'),
    estate,
    now,
  );
  return [
    ...estate.environments.flatMap((environment) => checkEnvironment(runs, environment, estate)),
    ...checkClusters(runs, estate),
    ...runs.flatMap((run) =>
      (run.rule.checkEstate?.(run.context) ?? []).flatMap((problem) => foundInEstate(run, problem, estate)),
    ),
  ];
}

function checkEnvironment(
  allRuns: readonly Run<RuleContext>[],
  environment: EnvironmentDeclaration,
  estate: Estate,
): readonly Found[] {
  const runs = forEnvironment(allRuns, environment);
  const own = runs.flatMap((run) =>
    (run.rule.checkEnvironment?.(environment, run.context) ?? []).map((problem) =>
      foundInDeclaration(run, problem, environment, environment.name),
    ),
  );
  return [...own, ...checkSecrets(runs, environment, estate)];
}

/** The hot loop: every secret of the environment by every rule. It allocates only if a rule finds something. */
function checkSecrets(
  runs: readonly Run<EnvironmentContext>[],
  environment: EnvironmentDeclaration,
  estate: Estate,
): readonly Found[] {
  const runsBySubject = groupByManagementState(runs.filter(({ rule }) => rule.checkSecret !== undefined));
  const declarations = new Map(estate.secrets.map((secret) => [secret.name, secret]));
  const all: Found[] = [];
  for (const desired of estate.desired) {
    if (desired.environment !== environment.name) continue;
    for (const run of runsBySubject[managementStateOf(desired)]) {
      const problems = run.rule.checkSecret?.(desired, run.context) ?? NO_PROBLEMS;
      if (problems.length === 0) continue;
      const declaration = declarations.get(desired.secret);
      if (declaration === undefined) continue;
      for (const problem of problems) {
        all.push(foundInSecret(run, problem, desired, declaration, environment));
      }
    }
  }
  return all;
}

function checkClusters(runs: readonly Run<RuleContext>[], estate: Estate): readonly Found[] {
  return estate.clusters.flatMap((cluster) =>
    runs.flatMap((run) =>
      (run.rule.checkCluster?.(cluster, run.context) ?? []).map((problem) =>
        foundInDeclaration(run, problem, cluster, null),
      ),
    ),
  );
}

function foundInEstate(run: Run<RuleContext>, problem: EstateProblem, estate: Estate): readonly Found[] {
  const { subject } = problem;
  if ('kind' in subject) return [foundInDeclaration(run, problem, subject, null)];
  const declaration = estate.secrets.find(({ name }) => name === subject.secret);
  const environment = estate.environments.find(({ name }) => name === subject.environment);
  if (declaration === undefined || environment === undefined) return [];
  const severity = severityOf(run.rule, environment.spec.tier, run.context.policy, run.setting);
  return [foundInSecret({ ...run, severity }, problem, subject, declaration, environment)];
}
