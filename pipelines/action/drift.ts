import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drift } from '../commands/drift.ts';
import { driftOptions } from '../commands/options/reconcile.ts';
import { EXIT } from '../io/io.ts';
import { runCommand, type StepCommand } from './action-command.ts';
import { planResult } from './plan.ts';

/** Looks for drift in one environment and leaves the result in the step's folder. */
export const driftStep: StepCommand = async (step) => {
  const { environment } = step.inputs;
  const path = join(step.folder, `drift-${environment}.json`);
  const runnable = { command: drift, options: driftOptions };
  const { result: status, data } = await runCommand(runnable, step, { env: [environment] }, 'json');
  if (data !== '') writeFileSync(path, data);
  if (!existsSync(path)) return { status, outputs: {}, summary: '', log: '' };
  // Drift and refusals go into the issue; only an environment that could not be read fails the job.
  return { status, tolerated: [EXIT.refused], ...planResult(step, path) };
};
