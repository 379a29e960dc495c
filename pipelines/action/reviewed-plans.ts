import { join } from 'node:path';
import { reviewedPlansCommand } from '../commands/github/reviewed-plans.ts';
import { runCommand, type StepCommand } from './action-command.ts';

/** Subfolder of the step's folder, for `apply`. */
export const REVIEWED_FOLDER = 'reviewed';

/** Fetches the plans that were reviewed on pull requests merged since the last complete reconcile. */
export const reviewedPlansStep: StepCommand = async (step) => {
  const options = { env: [step.inputs.environment], out: join(step.folder, REVIEWED_FOLDER) };
  const { status, data } = await runCommand(reviewedPlansCommand, step, options, 'text');
  const numbers = [...data.matchAll(/ #(\d+) /g)].map(([, number]) => number);
  return { status, outputs: { 'pull-requests': numbers.join(' ') }, summary: '', log: data };
};
