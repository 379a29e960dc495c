import { inlineCode } from '../reports/markdown/escape.ts';
import { fitToBudget } from '../reports/plan/markdown/fit.ts';
import { headlineOf } from '../reports/plan/markdown/headline.ts';
import { type Page, sectionsOf } from '../reports/plan/markdown/sections.ts';
import { approvalEnvironment } from './approval.ts';
import { type Marker, markerLine } from './marker.ts';

/**
 * GitHub rejects bodies over 65,536 characters. The budget leaves room for its way of counting: this code counts UTF-16
 * units, which are never fewer.
 */
export const COMMENT_BUDGET = 60_000;

export type CommentSubject = { readonly root: string; readonly head: string };

/** The pull-request comment on one environment. Pure: the same plan, findings and commit give the same body. */
export function commentBody(page: Page, { root, head }: CommentSubject): string {
  const { name, digest } = page.view.environment;
  const { icon, text } = headlineOf(page.view);
  const top = [
    markerLine({ kind: 'plan', root, environment: name, head, digest }),
    `### ${icon} ${inlineCode(name)}: ${text}`,
  ];
  const bottom = [howToApply(page), footer(page, head)].filter((part) => part !== '');
  return fitToBudget(
    (detail) => [top.join('\n'), ...sectionsOf(page, detail), ...bottom].join('\n\n'),
    (body) => body.length <= COMMENT_BUDGET,
  );
}

/** The comment on an environment that should have been planned but was not, or that no longer needs a plan. */
export function statusBody(marker: Marker, { icon, text }: { icon: string; text: string }, detail: string): string {
  return `${markerLine(marker)}\n### ${icon} ${inlineCode(marker.environment)}: ${text}\n\n${detail}`;
}

function howToApply({ view }: Page): string {
  if (view.actions.length === 0) return '';
  return (
    'Merging applies this plan. AWS is looked at again first: ' +
    `should it take anything else that is not harmless, that waits for a reviewer of ${inlineCode(approvalEnvironment(view.environment.name))}.`
  );
}

function footer({ view, links }: Page, head: string): string {
  const { accountId, region, digest } = view.environment;
  const parts = [
    `Keywright, account ${inlineCode(accountId)}, ${inlineCode(region)}`,
    `commit [${inlineCode(head.slice(0, 7))}](${links.tree})`,
    `plan ${inlineCode(digest.slice(0, 'sha256:'.length + 12))}`,
    ...(links.run === null ? [] : [`[run](${links.run})`]),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
