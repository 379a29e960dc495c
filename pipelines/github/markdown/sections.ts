import type { LocatedFinding } from '../../../schemas/types.ts';
import { fencedBlock } from '../escape.ts';
import { alertsOf } from './alerts.ts';
import { awaitingTable } from './awaiting.ts';
import { count, folded } from './blocks.ts';
import { findingList } from './findings.ts';
import { manifestList } from './manifest-list.ts';
import { orphanList } from './orphan-list.ts';
import { planDiff } from './plan-diff.ts';
import { secretTable } from './secret-table.ts';
import type { EnvironmentView, Links } from './view.ts';

/** How much is shown. */
export type Detail = { readonly diff: boolean; readonly rows: number; readonly items: number };

export type Page = {
  readonly view: EnvironmentView;
  readonly links: Links;
  /** Findings of `check` that the base branch does not have. */
  readonly newFindings: readonly LocatedFinding[];
};

/** The body of a comment, an issue or a job summary on one environment: what hurts first, the diff last. */
export function sectionsOf({ view, links, newFindings }: Page, { diff, rows, items }: Detail): readonly string[] {
  return [
    ...alertsOf(view, Math.min(items, MAX_ALERT_ITEMS)),
    ...secretTable(view, rows),
    ...awaitingTable(view, items),
    ...findingList('% new in this pull request', newFindings, links, items),
    ...findingList('% about what is in AWS', view.findings, links, items),
    ...(diff ? diffSection(view) : diffElsewhere(view, links)),
    ...manifestList(view, items),
    ...orphanList(view, items),
  ];
}

/** An alert that needs scrolling is none. */
const MAX_ALERT_ITEMS = 10;

function diffSection({ actions }: EnvironmentView): readonly string[] {
  if (actions.length === 0) return [];
  return [folded(`Diff of ${count(actions.length, 'change')}`, fencedBlock('diff', planDiff(actions)))];
}

function diffElsewhere({ actions }: EnvironmentView, { run }: Links): readonly string[] {
  if (actions.length === 0) return [];
  const where = run === null ? 'in `plan.json`' : `in the [summary of the run](${run})`;
  return [`The diff of ${count(actions.length, 'change')} is too long for a comment; it is ${where}.`];
}
