import { CommandError } from '../commands/command-error.ts';
import { EXIT } from '../commands/io.ts';
import type { Step, StepCommand, StepResult } from './action-command.ts';
import { applyStep } from './apply.ts';
import { checkStep } from './check.ts';
import { driftStep } from './drift.ts';
import { matrixStep } from './matrix.ts';
import { planStep } from './plan.ts';
import { reviewedPlansStep } from './reviewed-plans.ts';
import { checkRunStep, commentStep, driftIssueStep, outcomeStep } from './tell.ts';

const steps: { readonly [command: string]: StepCommand } = {
  check: checkStep,
  matrix: matrixStep,
  plan: planStep,
  'reviewed-plans': reviewedPlansStep,
  apply: applyStep,
  drift: driftStep,
  comment: commentStep,
  'check-run': checkRunStep,
  outcome: outcomeStep,
  'drift-issue': driftIssueStep,
};

/** Does what the input `command` names. */
export async function runStep(step: Step): Promise<StepResult> {
  const execute = steps[step.inputs.command];
  if (execute !== undefined) return execute(step);
  throw new CommandError(`command takes ${Object.keys(steps).join(', ')}; not "${step.inputs.command}".`, EXIT.usage);
}
