import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../schemas/plan.ts';
import { planOptions } from '../commands/options/reconcile.ts';
import { plan } from '../commands/plan.ts';
import { readPlan } from '../github/read-results.ts';
import { planFile } from '../github/reviewed-plans.ts';
import type { Page } from '../reports/plan/markdown/sections.ts';
import { summaryBody } from '../reports/plan/markdown/summary-body.ts';
import { viewsOf } from '../reports/plan/markdown/view.ts';
import { runCommand, type Step, type StepCommand, type StepResult } from './action-command.ts';

/** Plans one environment and leaves the plan in the step's folder. */
export const planStep: StepCommand = async (step) => {
  const { environment, base } = step.inputs;
  const path = join(step.folder, planFile(environment));
  const given = { env: [environment], out: path, ...(base === '' ? {} : { changedSince: base }) };
  const { result: status } = await runCommand({ command: plan, options: planOptions }, step, given, 'json');
  // Declarations with errors have no plan; the log names the errors.
  return existsSync(path) ? { status, ...planResult(step, path) } : { status, outputs: {}, summary: '', log: '' };
};

/** Outputs and summary of the plan in a file. */
export function planResult(step: Step, path: string): Omit<StepResult, 'status'> {
  const plan = readPlan(path, step.io.cwd);
  return {
    outputs: {
      changes: String(plan.actions.length > 0),
      'plan-path': path,
      'plan-digest': plan.environments.map(({ digest }) => digest).join(' '),
    },
    summary: summaryBody(pagesOf(plan, step)),
    log: '',
  };
}

function pagesOf(plan: Plan, { io }: Step): readonly Page[] {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha } = io.env;
  const links = { tree: `${server}/${repository}/blob/${sha}`, run: null };
  return viewsOf(plan).map((view) => ({ view, links, newFindings: [], staleFiles: [] }));
}
