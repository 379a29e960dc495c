import { gravestOf, impactsOf } from '../../schemas/plan.ts';
import { fitToBudget } from '../reports/plan/markdown/fit.ts';
import { headlineOf } from '../reports/plan/markdown/headline.ts';
import { type Page, sectionsOf } from '../reports/plan/markdown/sections.ts';
import type { CheckReport } from './check-run.ts';
import { COMMENT_BUDGET, type CommentSubject } from './comment-body.ts';

/**
 * A plan as a check run; its title is what the merge box shows. Changes that are not harmless make it neutral, not
 * failed.
 */
export function checkReport(page: Page, { root, head }: CommentSubject): CheckReport {
  const { name } = page.view.environment;
  const { icon, text } = headlineOf(page.view);
  const prefix = root === '.' ? '' : `${root}/`;
  return {
    name: root === '.' ? `keywright (${name})` : `keywright (${root}, ${name})`,
    head,
    conclusion: conclusionOf(page),
    title: `${icon} ${text}`,
    summary: fitToBudget(
      (detail) => sectionsOf(page, detail).join('\n\n') || 'Nothing changes.',
      (body) => body.length <= COMMENT_BUDGET,
    ),
    annotations: page.newFindings.map((finding) => ({ ...finding, file: `${prefix}${finding.file}` })),
  };
}

function conclusionOf({ view, newFindings }: Page): CheckReport['conclusion'] {
  if (view.refusals.length > 0 || newFindings.some(({ severity }) => severity === 'error')) return 'failure';
  return gravestOf(view.actions.flatMap(impactsOf)) === 'harmless' ? 'success' : 'neutral';
}
