import type {
  Action,
  AwaitingValue,
  ManifestChange,
  Orphan,
  Plan,
  PlanFinding,
  PlannedEnvironment,
  Refusal,
  Trail,
} from '../../../../schemas/plan.ts';

/** One environment's part of a plan. */
export type EnvironmentView = {
  readonly command: Plan['command'];
  readonly environment: PlannedEnvironment;
  readonly actions: readonly Action[];
  readonly manifests: readonly ManifestChange[];
  readonly refusals: readonly Refusal[];
  readonly orphans: readonly Orphan[];
  readonly findings: readonly PlanFinding[];
  readonly awaitingValue: readonly AwaitingValue[];
  /** Only for drift. */
  readonly trails: readonly Trail[];
};

/** The targets of links. */
export type Links = {
  /** Web address of the repository at the planned commit, for links to files; no trailing slash. */
  readonly tree: string;
  /** Web address of the workflow run, which has the whole plan; null outside GitHub Actions. */
  readonly run: string | null;
};

/** Splits a plan by environment, in the plan's order. */
export function viewsOf(plan: Plan): readonly EnvironmentView[] {
  return plan.environments.map((environment) => {
    const { name } = environment;
    const isHere = (item: { readonly environment: string | null }) => item.environment === name;
    return {
      command: plan.command,
      environment,
      actions: plan.actions.filter(isHere),
      manifests: plan.manifests.filter(({ id }) => id.startsWith(`${name}/`)),
      refusals: plan.refusals.filter(isHere),
      orphans: plan.orphans.filter(isHere),
      findings: plan.findings.filter((finding) => finding.waived === null && (finding.environment ?? name) === name),
      awaitingValue: plan.awaitingValue.filter(isHere),
      trails: (plan.trails ?? []).filter(isHere),
    };
  });
}
