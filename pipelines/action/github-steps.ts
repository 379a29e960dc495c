import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkRun } from '../commands/github/check-run.ts';
import { postComments } from '../commands/github/comment.ts';
import { driftIssue } from '../commands/github/drift-issue.ts';
import { outcome } from '../commands/github/outcome.ts';
import { commentOptions, driftIssueOptions, outcomeOptions, tellOptions } from '../commands/options/github.ts';
import type { GivenOptions } from '../io/option-spec.ts';
import { runTelling, type Step, type StepCommand } from './action-command.ts';
import { BASE_REPORT_FILE, REPORT_FILE } from './check.ts';

/** Writes the comments on all plans in the step's folder. `matrix` names the environments that should have one. */
export const commentStep: StepCommand = async (step) => {
  const expected = matrixEnvironments(step.inputs.matrix);
  const given = { ...subjectOf(step), env: expected ?? [], complete: expected !== null };
  const { result, data } = await runTelling({ command: postComments, options: commentOptions }, step, given);
  return { status: result.status, outputs: { 'comment-url': result.urls.join('\n') }, summary: '', log: data };
};

/** Writes the check runs of all plans in the step's folder. */
export const checkRunStep: StepCommand = async (step) => {
  const { result: status, data } = await runTelling({ command: checkRun, options: tellOptions }, step, subjectOf(step));
  return { status, outputs: {}, summary: '', log: data };
};

/** Adds the outcome of their plans to merged pull requests. */
export const outcomeStep: StepCommand = async (step) => {
  const { environment, result } = step.inputs;
  const numbers = step.inputs['pull-requests'].split(' ').filter((number) => number !== '');
  const given = { env: environment, pullRequest: numbers, result };
  const { result: status, data } = await runTelling({ command: outcome, options: outcomeOptions }, step, given);
  return { status, outputs: {}, summary: '', log: data };
};

/** Updates the drift issues of all environments whose drift is in the step's folder. */
export const driftIssueStep: StepCommand = async (step) => {
  const runnable = { command: driftIssue, options: driftIssueOptions };
  const { result: status, data } = await runTelling(runnable, step, { plan: filesLike(step, 'drift-') });
  return { status, outputs: {}, summary: '', log: data };
};

/** The plans and reports in the step's folder. */
function subjectOf(step: Step): GivenOptions<keyof typeof tellOptions> {
  const reports = { report: join(step.folder, REPORT_FILE), baseReport: join(step.folder, BASE_REPORT_FILE) };
  const existing = Object.entries(reports).filter(([, path]) => existsSync(path));
  return { plan: filesLike(step, 'plan-'), ...Object.fromEntries(existing) };
}

function filesLike({ folder }: Step, prefix: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
}

/** null if the environments are not known because `matrix` failed. */
function matrixEnvironments(matrix: string): readonly string[] | null {
  if (matrix === '') return null;
  const { include }: { include: readonly { readonly environment: string }[] } = JSON.parse(matrix);
  return include.map(({ environment }) => environment);
}
