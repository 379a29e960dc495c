import pc from 'picocolors';
import type { Plan } from '../../../schemas/plan.ts';
import type { Decision } from '../../plan/stored/decide.ts';
import { actionLines } from '../plan/action-lines.ts';
import { renderPlanText } from '../plan/text.ts';
import type { Style } from '../report-format.ts';
import { wrap } from '../text/wrap.ts';

/** The actions about to be applied and, if a stored plan is stale, those that go beyond it. */
export function renderReview(plan: Plan, decisions: readonly Decision[], style: Style): string {
  const colors = pc.createColors(style.color);
  const stale = decisions.flatMap(({ stale: found }) => {
    if (found === null) return [];
    const { environment, message } = found.refusal;
    const head = wrap(`Stale: ${environment}. ${message}`, style.columns, '  ').map((line) =>
      colors.bold(colors.red(line)),
    );
    return [...head, ...found.beyond.flatMap((action) => actionLines(action, style, colors)), ''];
  });
  return `${renderPlanText(plan, style)}\n${stale.map((line) => `${line}\n`).join('')}`;
}
