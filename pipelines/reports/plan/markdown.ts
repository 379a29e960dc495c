import type { PlanFormat } from '../report-format.ts';
import { summaryBody } from './markdown/summary-body.ts';
import { viewsOf } from './markdown/view.ts';

/** The same text as GitHub's job summary; links to files are relative to the repository's root. */
export const renderPlanMarkdown: PlanFormat = (plan) => {
  const links = { tree: '.', run: null };
  const pages = viewsOf(plan).map((view) => ({ view, links, newFindings: [], staleFiles: [] }));
  return `${summaryBody(pages)}\n`;
};
