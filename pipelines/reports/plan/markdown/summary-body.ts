import { inlineCode } from '../../markdown/escape.ts';
import { fitToBudget } from './fit.ts';
import { headlineOf } from './headline.ts';
import { type Page, sectionsOf } from './sections.ts';

/** GitHub discards a step's whole summary past 1 MiB (1,048,576 bytes). */
export const SUMMARY_BUDGET_BYTES = 1_000_000;

/** The job summary on one or several environments, in as much detail as a step's summary can hold. */
export function summaryBody(pages: readonly Page[]): string {
  const budget = Math.floor(SUMMARY_BUDGET_BYTES / Math.max(1, pages.length));
  return pages.map((page) => environmentSummary(page, budget)).join('\n\n');
}

function environmentSummary(page: Page, budget: number): string {
  const { icon, text } = headlineOf(page.view);
  const { name, accountId, region, digest } = page.view.environment;
  const footer = `<sub>Account ${inlineCode(accountId)}, ${inlineCode(region)} · plan ${inlineCode(digest)}</sub>`;
  return fitToBudget(
    (detail) => [`### ${icon} ${inlineCode(name)}: ${text}`, ...sectionsOf(page, detail), footer].join('\n\n'),
    (body) => Buffer.byteLength(body) <= budget - 1,
  );
}
