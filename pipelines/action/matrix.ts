import { matrix } from '../commands/matrix.ts';
import { runCommand, type StepCommand } from './action-command.ts';

/** The environments, or with `base` those that the changes since then touch, as a matrix for a job. */
export const matrixStep: StepCommand = async (step) => {
  const { base } = step.inputs;
  const { status, data } = await runCommand(matrix, step, base === '' ? {} : { since: base }, 'json');
  const text = data.trim();
  return { status, outputs: text === '' ? {} : { matrix: JSON.stringify(JSON.parse(text)) }, summary: '', log: '' };
};
