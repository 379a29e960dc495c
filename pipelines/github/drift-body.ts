import { createHash } from 'node:crypto';
import { inlineCode } from '../reports/markdown/escape.ts';
import { fitToBudget } from '../reports/plan/markdown/fit.ts';
import { type Page, sectionsOf } from '../reports/plan/markdown/sections.ts';
import type { EnvironmentView } from '../reports/plan/markdown/view.ts';
import { count } from '../reports/summary.ts';
import { COMMENT_BUDGET } from './comment-body.ts';
import type { DriftReport } from './drift-issue.ts';
import { type Marker, markerLine } from './marker.ts';

/** The drift issue on one environment. Pending changes and values that are awaited are not drift; orphans never are. */
export function driftReport(page: Page, root: string): DriftReport {
  const { name } = page.view.environment;
  const isClean = isCleanView(page.view);
  const text = isClean ? cleanText(page) : driftText(page);
  // Leaves out the run's address, so that the same drift in the next run does not change the text.
  const stable = isClean ? 'clean' : driftText({ ...page, links: { ...page.links, run: null } });
  const marker: Marker = { kind: 'drift', root, environment: name, head: '', digest: digestOf(stable) };
  return { title: `Drift in ${name}`, body: `${markerLine(marker)}\n${text}`, isClean };
}

export function isCleanView({ actions, refusals, findings }: EnvironmentView): boolean {
  return actions.length === 0 && refusals.length === 0 && findings.every(({ severity }) => severity === 'info');
}

function driftText(page: Page): string {
  const { actions, environment } = page.view;
  const lead =
    actions.length === 0
      ? `What is in AWS for ${inlineCode(environment.name)} is as declared, but not well.`
      : `AWS differs from what is declared for ${inlineCode(environment.name)}: putting it right takes ${count(actions.length, 'change')}.`;
  return fitToBudget(
    (detail) => [lead, ...sectionsOf(page, detail), remedy(page), footer(page)].join('\n\n'),
    (body) => body.length <= COMMENT_BUDGET,
  );
}

function remedy({ view }: Page): string {
  if (view.actions.length === 0) return 'This issue closes itself once the findings are gone.';
  return [
    '**What to do**',
    '',
    '- to undo it in AWS, run the workflow that reconciles; it asks a reviewer for what is not harmless',
    '- to keep it, change the declaration and merge',
    '',
    'This issue follows what drifted and closes itself.',
  ].join('\n');
}

function cleanText({ view, links }: Page): string {
  const seen = links.run === null ? '' : ` since [this run](${links.run})`;
  return `✅ AWS is as declared for ${inlineCode(view.environment.name)}${seen}.`;
}

function footer({ view, links }: Page): string {
  const { accountId, region } = view.environment;
  const run = links.run === null ? '' : ` · [run](${links.run})`;
  return `<sub>Keywright, account ${inlineCode(accountId)}, ${inlineCode(region)}${run}</sub>`;
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
