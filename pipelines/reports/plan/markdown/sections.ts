import type { AwaitingValue, PlanFinding } from '../../../../schemas/plan.ts';
import type { LocatedFinding } from '../../../../schemas/types.ts';
import { fencedBlock, inlineCode, plainText } from '../../markdown/escape.ts';
import { count } from '../../summary.ts';
import { alertsOf } from './alerts.ts';
import { bulletList, folded, table } from './blocks.ts';
import { findingList } from './findings.ts';
import { manifestName, removesConsumer } from './impact.ts';
import { planDiff } from './plan-diff.ts';
import { secretTable } from './secret-table.ts';
import type { EnvironmentView, Links } from './view.ts';

/** The level of detail. */
export type Detail = { readonly diff: boolean; readonly rows: number; readonly items: number };

export type Page = {
  readonly view: EnvironmentView;
  readonly links: Links;
  /** Findings of `check` that the base branch does not have. */
  readonly newFindings: readonly LocatedFinding[];
  /** Paths of generated files that differ from the declarations. */
  readonly staleFiles: readonly string[];
};

/** The body of a comment, an issue or a job summary on one environment: the most severe first, the diff last. */
export function sectionsOf(
  { view, links, newFindings, staleFiles }: Page,
  { diff, rows, items }: Detail,
): readonly string[] {
  const errors = view.findings.filter(({ severity }) => severity === 'error');
  const others = view.findings.filter(({ severity }) => severity !== 'error');
  const added = newFindings.filter((finding) => !errors.some((error) => isSameFinding(error, finding)));
  return [
    ...alertsOf(view, Math.min(items, MAX_ALERT_ITEMS)),
    ...findingList(stopping, errors, links, items),
    ...secretTable(view, rows),
    // An awaited value has not drifted, and a drift report is about the diff.
    ...(view.command === 'drift' ? [] : awaitingTable(view, items)),
    ...staleList(staleFiles, items),
    ...findingList((number) => `${count(number, 'finding')} new in this pull request`, added, links, items),
    ...findingList((number) => `${count(number, 'finding')} about what is in AWS`, others, links, items),
    ...(diff ? diffSection(view) : diffElsewhere(view, links)),
    ...manifestList(view, items),
    ...orphanList(view, items),
  ];
}

/** An alert must be visible without scrolling. */
const MAX_ALERT_ITEMS = 10;

function staleList(paths: readonly string[], maxItems: number): readonly string[] {
  if (paths.length === 0) return [];
  const title = `${count(paths.length, 'generated file')} to be renewed with <code>keywright generate</code>`;
  return [folded(title, bulletList(paths.map(inlineCode), maxItems).join('\n'))];
}

function stopping(number: number): string {
  return `${count(number, 'finding')} ${number === 1 ? 'stops' : 'stop'} the apply`;
}

function isSameFinding(a: PlanFinding, b: PlanFinding): boolean {
  return a.rule === b.rule && a.file === b.file && a.line === b.line && a.environment === b.environment;
}

function diffSection({ actions, command }: EnvironmentView): readonly string[] {
  if (actions.length === 0) return [];
  const diff = fencedBlock('diff', planDiff(actions));
  return [command === 'drift' ? diff : folded(`Diff of ${count(actions.length, 'change')}`, diff)];
}

function diffElsewhere({ actions }: EnvironmentView, { run }: Links): readonly string[] {
  if (actions.length === 0) return [];
  const where = run === null ? 'in `plan.json`' : `in the [summary of the run](${run})`;
  return [`The diff of ${count(actions.length, 'change')} is too long for a comment; it is ${where}.`];
}

/**
 * The generated Kubernetes objects that differ from the base branch; consumers that are cut off are also in an alert.
 */
function manifestList({ manifests }: EnvironmentView, maxItems: number): readonly string[] {
  if (manifests.length === 0) return [];
  const sorted = [...manifests].sort((a, b) => Number(removesConsumer(b)) - Number(removesConsumer(a)));
  const items = sorted.map((change) => {
    const { object, verb } = manifestName(change.id);
    return `${removesConsumer(change) ? '🔴 ' : ''}${verb} ${inlineCode(object)}`;
  });
  return [folded(`${count(manifests.length, 'Kubernetes manifest')} changed`, bulletList(items, maxItems).join('\n'))];
}

/** Managed secrets in AWS that are no longer declared. Keywright leaves them alone, so they keep costing money. */
function orphanList({ orphans, environment }: EnvironmentView, maxItems: number): readonly string[] {
  if (orphans.length === 0) return [];
  const items = orphans.map(({ name }) => inlineCode(name));
  const advice =
    'Nothing declares these any more. Declare them with `state: absent` to delete them, ' +
    `or let go of them with ${inlineCode(`keywright release NAME --env ${environment.name}`)}.`;
  return [
    folded(`${count(orphans.length, 'orphan')} left alone`, [advice, '', ...bulletList(items, maxItems)].join('\n')),
  ];
}

/** Secrets whose value awaits keys, and how to supply them. */
function awaitingTable({ awaitingValue }: EnvironmentView, maxRows: number): readonly string[] {
  if (awaitingValue.length === 0) return [];
  const rows = awaitingValue
    .slice(0, maxRows)
    .map((waiting) => [
      inlineCode(waiting.secret),
      waiting.keys.map(inlineCode).join(' '),
      remedyOf(waiting),
      waiting.owner === null ? '' : plainText(waiting.owner),
    ]);
  const left = awaitingValue.length - rows.length;
  const title = `**${count(awaitingValue.length, 'secret')} will wait for a value**`;
  const more = left > 0 ? [`… and ${count(left, 'secret')} more.`] : [];
  return [`${title}\n\n${table(['Secret', 'Keys', 'How to give it', 'Owner'], rows)}`, ...more];
}

function remedyOf({ secret, environment, keys, source }: AwaitingValue): string {
  if (source === 'fromEnv') return `as a secret of the GitHub environment ${inlineCode(environment)}`;
  const key = keys.length === 1 ? ` --key ${keys[0]}` : '';
  return inlineCode(`keywright put ${secret} --env ${environment}${key}`);
}
