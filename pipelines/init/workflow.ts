import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Setup } from './setup.ts';

/** How this project's own workflows name the action: from a checkout of the workflow's own commit. */
const OWN_ACTION = './.keywright-action';

/**
 * Adapts one of this project's workflows for a user's repository: the action comes from its repository at a pinned
 * commit, and parts for callers or for this project's own declarations are removed.
 */
export function adaptWorkflow(text: string, action: Setup['action']): string {
  const workflow = parseDocument(text);
  const triggers = workflow.get('on');
  if (isMap(triggers) && triggers.items.length > 1) triggers.delete('workflow_call');
  drop(workflow, ['on', 'workflow_call', 'inputs', 'directory']);
  for (const job of mapsIn(workflow, ['jobs'])) adaptJob(job, action);
  return workflow.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function adaptJob(job: YAMLMap, action: Setup['action']): void {
  drop(job, ['with', 'directory']);
  const steps = job.get('steps');
  if (!isSeq(steps)) return;
  steps.items = steps.items.filter((step) => !(isMap(step) && step.getIn(['with', 'path']) === '.keywright-action'));
  for (const step of steps.items) if (isMap(step)) adaptStep(step, action);
  const reason = job.getIn(['permissions', 'contents'], true);
  if (isScalar(reason) && reason.comment?.includes('Keywright')) job.deleteIn(['permissions', 'contents']);
}

function adaptStep(step: YAMLMap, action: Setup['action']): void {
  drop(step, ['with', 'directory']);
  const uses = step.get('uses', true);
  if (isScalar(uses) && uses.value === OWN_ACTION) {
    uses.value = action.uses;
    uses.comment = ` ${action.version}`;
  }
  if (!step.has('env') || step.getIn(['with', 'command']) !== 'apply') return;
  step.delete('env');
  step.comment = FROM_ENV;
}

const FROM_ENV = `        # One line for every fromEnv of the declarations, from secrets of the environment:
        # env:
        #   API_KEY: \${{ secrets.API_KEY }}`.replaceAll(/^ +#/gm, '');

/** deleteIn throws if part of the path does not exist. */
function drop(node: Document | YAMLMap, path: readonly string[]): void {
  if (node.hasIn(path)) node.deleteIn(path);
}

function mapsIn(workflow: Document, path: readonly string[]): readonly YAMLMap[] {
  const parent = workflow.getIn(path);
  return isMap(parent) ? parent.items.flatMap(({ value }) => (isMap(value) ? [value] : [])) : [];
}
