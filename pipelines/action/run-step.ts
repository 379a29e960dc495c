import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';
import type { Step, StepCommand, StepResult } from './action-command.ts';

/** The values of the input `command`; each step's code is loaded when it runs. */
const steps: { readonly [command: string]: () => Promise<StepCommand> } = {
  check: async () => (await import('./check.ts')).checkStep,
  matrix: async () => (await import('./matrix.ts')).matrixStep,
  plan: async () => (await import('./plan.ts')).planStep,
  comment: async () => (await import('./github-steps.ts')).commentStep,
  'check-run': async () => (await import('./github-steps.ts')).checkRunStep,
  'reviewed-plans': async () => (await import('./reviewed-plans.ts')).reviewedPlansStep,
  apply: async () => (await import('./apply.ts')).applyStep,
  outcome: async () => (await import('./github-steps.ts')).outcomeStep,
  drift: async () => (await import('./drift.ts')).driftStep,
  'drift-issue': async () => (await import('./github-steps.ts')).driftIssueStep,
};

/** Runs the step that the input `command` names. */
export async function runStep(step: Step): Promise<StepResult> {
  const load = steps[step.inputs.command];
  if (load !== undefined) return (await load())(step);
  throw new CommandError(`command takes ${Object.keys(steps).join(', ')}; not "${step.inputs.command}".`, EXIT.usage);
}
