import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { DesiredSecret, Estate, Severity } from '../../schemas/types.ts';
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

/** Runs the rules of phase `check` over everything that is declared, in no particular order. */
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
      foundInDeclaration(weighed(run, problem), problem, environment, environment.name),
    ),
  );
  return [...own, ...checkSecrets(runs, environment, estate)];
}

/** The hot loop: every secret of the environment by every rule. It allocates only where something is found. */
function checkSecrets(
  runs: readonly Run<EnvironmentContext>[],
  environment: EnvironmentDeclaration,
  estate: Estate,
): readonly Found[] {
  const runsBySubject = groupBySubject(runs);
  const declarations = new Map(estate.secrets.map((secret) => [secret.name, secret]));
  const all: Found[] = [];
  for (const desired of estate.desired) {
    if (desired.environment !== environment.name) continue;
    for (const run of runsBySubject[subjectOf(desired)]) {
      const problems = run.rule.checkSecret?.(desired, run.context) ?? NO_PROBLEMS;
      if (problems.length === 0) continue;
      const declaration = declarations.get(desired.secret);
      if (declaration === undefined) continue;
      for (const problem of problems) {
        all.push(foundInSecret(weighed(run, problem), problem, desired, declaration, environment));
      }
    }
  }
  return all;
}

function groupBySubject(runs: readonly Run<EnvironmentContext>[]) {
  const secretRuns = runs.filter(({ rule }) => rule.checkSecret !== undefined);
  const alsoFor = (subject: 'unmanaged' | 'absent') => secretRuns.filter(({ rule }) => rule.alsoFor?.includes(subject));
  return { managed: secretRuns, unmanaged: alsoFor('unmanaged'), absent: alsoFor('absent') };
}

function subjectOf({ spec }: DesiredSecret): 'managed' | 'unmanaged' | 'absent' {
  if (!spec.manage) return 'unmanaged';
  return spec.state === 'absent' ? 'absent' : 'managed';
}

function checkClusters(runs: readonly Run<RuleContext>[], estate: Estate): readonly Found[] {
  return estate.clusters.flatMap((cluster) =>
    runs.flatMap((run) =>
      (run.rule.checkCluster?.(cluster, run.context) ?? []).map((problem) =>
        foundInDeclaration(weighed(run, problem), problem, cluster, null),
      ),
    ),
  );
}

function foundInEstate(run: Run<RuleContext>, problem: EstateProblem, estate: Estate): readonly Found[] {
  const { subject } = problem;
  if ('kind' in subject) return [foundInDeclaration(weighed(run, problem), problem, subject, null)];
  const declaration = estate.secrets.find(({ name }) => name === subject.secret);
  const environment = estate.environments.find(({ name }) => name === subject.environment);
  if (declaration === undefined || environment === undefined) return [];
  const severity = severityOf(run.rule, environment.spec.tier, run.context.policy, run.setting);
  return [foundInSecret(weighed({ ...run, severity }, problem), problem, subject, declaration, environment)];
}

/** A problem's own weight stands unless the Policy set one for the rule. */
function weighed<Context>(run: Run<Context>, { severity }: { readonly severity?: Severity }): Run<Context> {
  const isSet = typeof run.setting === 'object' && run.setting.severity !== undefined;
  return severity === undefined || isSet ? run : { ...run, severity };
}
