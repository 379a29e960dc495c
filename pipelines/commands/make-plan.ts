import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ManifestChange, Plan, PlanFinding } from '../../schemas/plan.ts';
import type { Finding } from '../../schemas/types.ts';
import type { Depth } from '../aws/observe/look-deeper.ts';
import { type Planned, planEstate } from '../aws/plan-estate.ts';
import { createAwsContext } from '../aws/session/context.ts';
import type { LoadedEstate } from '../declarations/estate.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Io } from '../io/io.ts';
import { lint } from '../lint/lint.ts';
import { assemblePlan } from '../plan/assemble.ts';
import { makeReport } from '../reports/make-report.ts';
import { rules } from '../rules/list.ts';

export type PlanRequest = {
  readonly command: Plan['command'];
  readonly environments: readonly EnvironmentDeclaration[];
  readonly depth: Depth;
  readonly manifests: readonly ManifestChange[];
};

/**
 * Makes the whole plan, for `plan` and for `drift`. To the secrets that `planEstate` observes under the plan roles, it
 * adds the findings of the rules, the changes of manifests and the summary.
 * @throws CommandError if an environment could not be looked at
 */
export async function makePlan(
  { command, depth, environments, manifests }: PlanRequest,
  loaded: LoadedEstate,
  io: Io,
): Promise<Plan> {
  const context = createAwsContext(io.env, io.credentialsFor ?? null);
  const { planned, failures } = await planEstate(loaded.estate, environments, { ...depth, purpose: 'plan' }, context);
  if (failures.length > 0) throw new CommandError(failures.join('\n'), EXIT.failed);
  return assemblePlan({
    command,
    environments: planned.map(({ plan }) => plan),
    manifests,
    findings: findingsOf(loaded, planned, io),
    requests: context.requests(),
  });
}

const planRules = new Set(rules.filter(({ phase }) => phase === 'plan').map(({ id }) => id));

/** The findings of phase `plan` on AWS, and the errors in the declarations, with which `apply` refuses to run. */
function findingsOf(loaded: LoadedEstate, planned: readonly Planned[], io: Io): readonly PlanFinding[] {
  const live = planned.filter((environment) => environment.kind === 'live');
  const observations = {
    environments: live.map(({ plan }) => plan.environment.name),
    secrets: live.flatMap(({ desired, live: { observed } }) =>
      desired.map((secret) => ({ desired: secret, observed: observed.get(secret.name) ?? null })),
    ),
  };
  const findings = lint({ ...loaded, now: io.now(), observations });
  const told = findings.filter((finding) => planRules.has(finding.rule) || stopsApply(finding));
  return makeReport('check', loaded, told).findings.map(({ frame: _frame, ...finding }) => finding);
}

/** An unused waiver is for a pull request to clean up; it does not stop reconciling. */
export function stopsApply({ rule, severity, waived }: Finding): boolean {
  return severity === 'error' && waived === null && rule !== 'waiver-unused';
}
