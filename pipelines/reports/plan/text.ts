import pc from 'picocolors';
import { type Action, gravestOf, IMPACTS, type Impact, impactsOf, type Plan } from '../../../schemas/plan.ts';
import type { PlanFormat, Style } from '../report-format.ts';
import { count } from '../summary.ts';
import { plain } from '../text/plain.ts';
import { wrap } from '../text/wrap.ts';
import { actionLines } from './action-lines.ts';
import { awaitingLine } from './awaiting.ts';
import { summaryLines } from './summary.ts';

type Colors = ReturnType<typeof pc.createColors>;

/**
 * The maximum number of actions shown with their changes in a section of harmless actions; severe actions are always
 * shown in full.
 */
const MAX_DETAILED = 20;

/** For people: the most severe first, then the rest, refusals and awaited values, and a summary. */
export const renderPlanText: PlanFormat = (plan, style) => {
  const colors = pc.createColors(style.color);
  const actions = sectionsOf(plan.actions).map(({ impact, title, actions: own }) =>
    block(
      heading(`${title}: ${count(own.length, 'action')}`, impact, colors),
      sectionLines(own, impact, style, colors),
    ),
  );
  const blocks = [...actions, ...noticeBlocks(plan, style, colors), summaryLines(plan, style).join('\n')];
  return `${blocks.join('\n\n')}\n`;
};

function block(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n');
}

function heading(text: string, impact: Impact, colors: Colors): string {
  return colors.bold(paintOf(impact, colors)(text));
}

function paintOf(impact: Impact, colors: Colors): (text: string) => string {
  switch (impact) {
    case 'irreversible':
    case 'removes-consumer':
    case 'deletion':
    case 'replaces-live-value':
      return colors.red;
    case 'changes-access':
    case 're-encrypts':
      return colors.yellow;
    case 'harmless':
      return colors.green;
  }
}

function sectionLines(actions: readonly Action[], impact: Impact, style: Style, colors: Colors): readonly string[] {
  const detailed = impact === 'harmless' ? actions.slice(0, MAX_DETAILED) : actions;
  const rest = actions.length - detailed.length;
  const more = rest > 0 ? [`  and ${rest} more; --format json has them all`] : [];
  return [...detailed.flatMap((action) => actionLines(action, style, colors)), ...more];
}

function noticeBlocks(plan: Plan, style: Style, colors: Colors): readonly string[] {
  const { refusals, awaitingValue, orphans, findings, manifests, trails = [] } = plan;
  const losing = manifests.filter(({ effects }) => effects.includes('removes-consumer'));
  const list = (title: string, items: readonly string[]) =>
    items.length === 0
      ? []
      : [
          block(
            title,
            items.flatMap((item) => wrap(`  ${plain(item)}`, style.columns, '    ')),
          ),
        ];
  return [
    ...list(
      colors.bold(colors.yellow(`Removes consumers: ${losing.length}`)),
      losing.map(({ id }) => `- ${id.replace(/#remove$/, '')}`),
    ),
    ...list(
      colors.bold(colors.red(`Refused: ${refusals.length}`)),
      refusals.map(({ environment, secret, reason, message }) => {
        const subject = secret === null ? environment : `${environment}/${secret}`;
        return `${subject}: ${message} [${reason}]`;
      }),
    ),
    ...list(
      colors.bold(colors.red(`Findings: ${findings.length}`)),
      findings.map(
        ({ file, line, column, severity, message, rule }) =>
          `${file}:${line}:${column} ${severity} ${message} [${rule}]`,
      ),
    ),
    ...list(colors.bold(`Awaiting a value: ${awaitingValue.length}`), awaitingValue.map(awaitingLine)),
    ...list(
      'Who and when, in CloudTrail:',
      trails.map(({ environment, secret, url }) => `${environment}/${secret}: ${url}`),
    ),
    ...list(
      colors.bold(`Orphans, kept: ${orphans.length}`),
      orphans.map(({ environment, name, declaration }) => {
        const origin = declaration === null ? '' : `, once "${declaration}"`;
        return `${environment}: ${name}${origin}; declare it again, with "state: absent" to delete it, or release it.`;
      }),
    ),
  ];
}

type Section = { readonly impact: Impact; readonly title: string; readonly actions: readonly Action[] };

const TITLES: { readonly [impact in Impact]: string } = {
  irreversible: 'Cannot be undone',
  'removes-consumer': 'Removes consumers',
  deletion: 'Deletes secrets',
  'replaces-live-value': 'Replaces live values',
  'changes-access': 'Changes access',
  're-encrypts': 'Re-encrypts',
  harmless: 'Harmless',
};

/** Lists each action once, under its most severe impact; the most severe section comes first. */
function sectionsOf(actions: readonly Action[]): readonly Section[] {
  return IMPACTS.map((impact) => ({
    impact,
    title: TITLES[impact],
    actions: actions.filter((action) => gravestOf(impactsOf(action)) === impact),
  })).filter((section) => section.actions.length > 0);
}
