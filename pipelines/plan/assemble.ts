import type { ActionType, ManifestChange, Plan, PlanFinding, PlanSummary } from '../../schemas/plan.ts';
import { cloudTrailLinks } from './cloudtrail-links.ts';
import type { EnvironmentPlan } from './plan-environment.ts';

export type PlanParts = {
  readonly command: Plan['command'];
  readonly environments: readonly EnvironmentPlan[];
  readonly manifests: readonly ManifestChange[];
  readonly findings: readonly PlanFinding[];
  readonly requests: { readonly [operation: string]: number };
};

/** Joins the environments, which must be sorted by name, into one plan. */
export function assemblePlan({ command, environments, manifests, findings, requests }: PlanParts): Plan {
  return {
    schema: 'keywright.plan/v1',
    command,
    environments: environments.map(({ environment }) => environment),
    actions: environments.flatMap(({ actions }) => actions),
    manifests,
    refusals: environments.flatMap(({ refusals }) => refusals),
    orphans: environments.flatMap(({ orphans }) => orphans),
    findings,
    awaitingValue: environments.flatMap(({ awaitingValue }) => awaitingValue),
    summary: summarise(environments),
    ...(command === 'drift' ? { trails: environments.flatMap(cloudTrailLinks) } : {}),
    requests,
  };
}

function summarise(environments: readonly EnvironmentPlan[]): PlanSummary {
  const counts: Record<ActionType, number> = { ...NONE };
  for (const { actions } of environments) for (const { type } of actions) counts[type] += 1;
  return { ...counts, unchanged: environments.reduce((total, { unchanged }) => total + unchanged, 0) };
}

/** Every type is counted, including types that do not occur. */
const NONE: { readonly [type in ActionType]: 0 } = {
  create: 0,
  restore: 0,
  adopt: 0,
  'update-metadata': 0,
  'update-kms-key': 0,
  'write-value': 0,
  'put-policy': 0,
  'add-replica': 0,
  'replace-replica': 0,
  'remove-replica': 0,
  'set-rotation': 0,
  'cancel-rotation': 0,
  delete: 0,
};
