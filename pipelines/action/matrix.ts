import { matrix } from '../commands/matrix.ts';
import { matrixOptions } from '../commands/options/declarations.ts';
import { runCommand, type StepCommand } from './action-command.ts';

/** The environments as a job matrix; with `base`, only those that changed since that commit. */
export const matrixStep: StepCommand = async (step) => {
  const { base } = step.inputs;
  const given = base === '' ? {} : { since: base };
  const { result: status, data } = await runCommand({ command: matrix, options: matrixOptions }, step, given, 'json');
  const text = data.trim();
  return { status, outputs: text === '' ? {} : { matrix: JSON.stringify(JSON.parse(text)) }, summary: '', log: '' };
};
