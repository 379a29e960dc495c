import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyResult } from '../../schemas/plan.ts';
import { apply } from '../commands/apply.ts';
import { applyOptions } from '../commands/options/reconcile.ts';
import { approvalEnvironment, asksReviewers } from '../github/approval.ts';
import { connect } from '../github/connection.ts';
import { orRemedy } from '../github/failure.ts';
import { readPlan } from '../github/read-results.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';
import { runCommand, type Step, type StepCommand } from './action-command.ts';
import { planStep } from './plan.ts';
import { REVIEWED_FOLDER } from './reviewed-plans.ts';

/**
 * Applies one environment only if every needed action is harmless, equals an action of a reviewed plan
 * (`reviewed-plans` left those in the step's folder), or equals an action of the approved plan (input `plan`).
 * Otherwise it applies nothing and sets the output `needs-approval`. The plan of what is needed now goes to the job
 * summary first.
 */
export const applyStep: StepCommand = async (step) => {
  const planned = await planStep(step);
  const path = planned.outputs['plan-path'];
  if (path === undefined) return planned;
  const stored = [...approvedPlans(step), nothingReviewed(step, path)];
  const given = { plan: stored, allowHarmless: true, yes: true };
  const { result: status, data } = await runCommand({ command: apply, options: applyOptions }, step, given, 'json');
  const needsApproval = status === EXIT.refused && isOnlyStale(data);
  if (needsApproval) await requireReviewers(step);
  return {
    ...planned,
    status,
    tolerated: needsApproval ? [EXIT.refused] : [],
    outputs: {
      ...planned.outputs,
      'needs-approval': String(needsApproval),
      result: status === EXIT.ok ? 'applied' : needsApproval ? 'waiting' : 'failed',
    },
    summary: `${planned.summary}\n\n${outcomeOf(status, needsApproval, step)}`,
  };
};

function approvedPlans({ inputs, folder }: Step): readonly string[] {
  if (inputs.plan !== '') return [inputs.plan];
  const reviewed = join(folder, REVIEWED_FOLDER);
  return existsSync(reviewed)
    ? readdirSync(reviewed)
        .sort()
        .map((name) => join(reviewed, name))
    : [];
}

/** A stored plan without actions. If nothing was reviewed, `apply` then carries out harmless actions only. */
function nothingReviewed({ folder, io }: Step, planPath: string): string {
  const path = join(folder, 'nothing-reviewed.json');
  writeFileSync(path, JSON.stringify({ ...readPlan(planPath, io.cwd), actions: [] }));
  return path;
}

/** Without required reviewers, waiting for an approval would only be a delay. */
async function requireReviewers({ inputs, io }: Step): Promise<void> {
  const isAsked = await orRemedy('actions: read', () => asksReviewers(connect(io.env), inputs.environment));
  if (isAsked) return;
  const name = approvalEnvironment(inputs.environment);
  throw new CommandError(
    `What is needed goes beyond what was reviewed, and the environment "${name}" has no required reviewers to ask; add them in the repository's settings.`,
    EXIT.refused,
  );
}

/** An approval does not lift any other refusal. */
function isOnlyStale(data: string): boolean {
  const { refusals }: Pick<ApplyResult, 'refusals'> = JSON.parse(data);
  return refusals.every(({ reason }) => reason === 'stale');
}

function outcomeOf(status: number, needsApproval: boolean, { inputs }: Step): string {
  if (status === EXIT.ok) return '✅ Applied.';
  if (needsApproval) {
    return `⏳ Not applied: this goes beyond what was reviewed and is not all harmless. It waits for a reviewer of \`${approvalEnvironment(inputs.environment)}\`.`;
  }
  return '❌ Not applied, or not all of it; the log says why.';
}
