import { join } from 'node:path';
import { fetchReviewedPlans } from '../commands/github/reviewed-plans.ts';
import { reviewedPlansOptions } from '../commands/options/github.ts';
import { runCommand, type StepCommand } from './action-command.ts';

/** Subfolder of the step's folder, for `apply`. */
export const REVIEWED_FOLDER = 'reviewed';

/** Fetches the plans that were reviewed on pull requests merged since the last complete reconcile. */
export const reviewedPlansStep: StepCommand = async (step) => {
  const runnable = { command: fetchReviewedPlans, options: reviewedPlansOptions };
  const given = { env: [step.inputs.environment], out: join(step.folder, REVIEWED_FOLDER) };
  const { result, data } = await runCommand(runnable, step, given, 'text');
  return { status: result.status, outputs: { 'pull-requests': result.pullNumbers.join(' ') }, summary: '', log: data };
};
