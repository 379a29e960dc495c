import type { Detail } from './sections.ts';

/** From full detail down to counts. The last level has a bounded size for any plan. */
const LEVELS: readonly Detail[] = [
  { diff: true, rows: Number.POSITIVE_INFINITY, items: 100 },
  { diff: false, rows: Number.POSITIVE_INFINITY, items: 100 },
  { diff: false, rows: 300, items: 50 },
  { diff: false, rows: 100, items: 20 },
  { diff: false, rows: 25, items: 10 },
  { diff: false, rows: 0, items: 3 },
];

/** The most detailed rendering that fits the budget. Sections are left out as a whole, never cut. */
export function fitToBudget(render: (detail: Detail) => string, isWithin: (text: string) => boolean): string {
  const [first, ...others] = LEVELS.map((detail) => () => render(detail));
  let text = first?.() ?? '';
  for (const next of others) {
    if (isWithin(text)) break;
    text = next();
  }
  return text;
}
