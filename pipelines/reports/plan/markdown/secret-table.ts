import type { Action, Trail } from '../../../../schemas/plan.ts';
import { gravestOf, IMPACTS, type Impact, impactsOf, rankOf } from '../../../../schemas/plan.ts';
import { inlineCode, plainText } from '../../markdown/escape.ts';
import { count } from '../../summary.ts';
import { table } from './blocks.ts';
import { ICONS, isDangerous, LABELS } from './impact.ts';
import type { EnvironmentView } from './view.ts';

type Row = { readonly name: string; readonly actions: readonly Action[]; readonly impacts: readonly Impact[] };

/**
 * One row per secret, the most severe first. Empty if no secret changes. If trails are known, each row links to the
 * events that show who changed the secret, and when.
 */
export function secretTable({ actions, trails }: EnvironmentView, maxRows: number): readonly string[] {
  if (actions.length === 0 || maxRows === 0) return [];
  const links = linksOf(trails);
  const rows = rowsOf(actions);
  const shown = rows
    .slice(0, maxRows)
    .map(({ name, actions, impacts }) => [
      inlineCode(name),
      actions.map(verbOf).join('<br>'),
      impacts.map((impact) => `${ICONS[impact]} ${LABELS[impact]}`).join('<br>'),
      ...(links.size > 0 ? [links.get(actions[0]?.secret ?? '') ?? ''] : []),
    ]);
  const left = rows.length - shown.length;
  const more = left > 0 ? [`… and ${count(left, 'secret')} more.`] : [];
  const header = ['Secret', 'What happens', 'Effect', ...(links.size > 0 ? ['Who and when'] : [])];
  return [table(header, shown), ...more];
}

/** By secret. Leaves out an address with characters that could be Markdown. */
function linksOf(trails: readonly Trail[]): ReadonlyMap<string, string> {
  const addresses = trails.filter(({ url }) => /^https:\/\/[\w./?#&=%:~-]+$/.test(url));
  return new Map(addresses.map(({ secret, url }) => [secret, `[CloudTrail](${url})`]));
}

function rowsOf(actions: readonly Action[]): readonly Row[] {
  const bySecret = new Map<string, Action[]>();
  for (const action of actions) bySecret.set(action.name, [...(bySecret.get(action.name) ?? []), action]);
  return [...bySecret]
    .map(([name, group]) => ({ name, actions: group, impacts: joinImpacts(group) }))
    .sort((a, b) => rankOf(gravestOf(a.impacts)) - rankOf(gravestOf(b.impacts)));
}

/** Harmless is only listed if it is the sole impact. */
function joinImpacts(actions: readonly Action[]): readonly Impact[] {
  const all = new Set(actions.flatMap(impactsOf));
  const listed = IMPACTS.filter((impact) => all.has(impact));
  return listed.length > 1 ? listed.filter((impact) => impact !== 'harmless') : listed;
}

function verbOf(action: Action): string {
  const verb = plainVerb(action);
  return isDangerous(gravestOf(impactsOf(action))) ? `**${verb}**` : verb;
}

function plainVerb({ type, region, changes }: Action): string {
  switch (type) {
    case 'create':
      return 'create';
    case 'restore':
      return 'restore from deletion';
    case 'adopt':
      return 'take over';
    case 'update-metadata':
      return `update ${attributesOf(changes.map(({ path }) => path))}`;
    case 'update-kms-key':
      return 'change the KMS key';
    case 'write-value':
      return 'write the value';
    case 'put-policy':
      return 'change the resource policy';
    case 'add-replica':
      return `replicate to ${inlineCode(region)}`;
    case 'replace-replica':
      return `replace the replica in ${inlineCode(region)}`;
    case 'remove-replica':
      return `remove the replica in ${inlineCode(region)}`;
    case 'set-rotation':
      return 'set rotation';
    case 'cancel-rotation':
      return 'stop rotation';
    case 'delete':
      return 'delete';
  }
}

/** `description, 2 tags`; if only Keywright's own tags change, they are called its record. */
function attributesOf(paths: readonly string[]): string {
  const record = paths.filter((path) => path.startsWith('/tags/keywright:'));
  const tags = paths.filter((path) => path.startsWith('/tags/') && !record.includes(path));
  const others = paths.filter((path) => !path.startsWith('/tags/')).map((path) => path.split('/')[1] ?? path);
  const parts = [...new Set(others), ...(tags.length > 0 ? [count(tags.length, 'tag')] : [])];
  return parts.length > 0 ? parts.map(plainText).join(', ') : "Keywright's record";
}
