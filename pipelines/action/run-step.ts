import { CommandError } from '../commands/command-error.ts';
import { EXIT } from '../commands/io.ts';
import type { Step, StepCommand, StepResult } from './action-command.ts';
import { applyStep } from './apply.ts';
import { checkStep } from './check.ts';
import { checkRunStep, commentStep, driftIssueStep } from './comment.ts';
import { planStep } from './plan.ts';
import { reviewedPlansStep } from './reviewed-plans.ts';

const steps: { readonly [command: string]: StepCommand } = {
  check: checkStep,
  plan: planStep,
  'reviewed-plans': reviewedPlansStep,
  apply: applyStep,
  comment: commentStep,
  'check-run': checkRunStep,
  'drift-issue': driftIssueStep,
};

/** Does what the input `command` names. */
export async function runStep(step: Step): Promise<StepResult> {
  const execute = steps[step.inputs.command];
  if (execute !== undefined) return execute(step);
  throw new CommandError(`command takes ${Object.keys(steps).join(', ')}; not "${step.inputs.command}".`, EXIT.usage);
}
