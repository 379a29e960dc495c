import { matrix } from '../commands/matrix.ts';
import { matrixOptions } from '../commands/options/declarations.ts';
import { runCommand, type StepCommand } from './action-command.ts';

/** The environments, or with `base` those that the changes since then touch, as a matrix for a job. */
export const matrixStep: StepCommand = async (step) => {
  const { base } = step.inputs;
  const given = base === '' ? {} : { since: base };
  const { result: status, data } = await runCommand({ command: matrix, options: matrixOptions }, step, given, 'json');
  const text = data.trim();
  return { status, outputs: text === '' ? {} : { matrix: JSON.stringify(JSON.parse(text)) }, summary: '', log: '' };
};
