import type { Action, Change } from '../../../schemas/plan.ts';
import type { Json } from '../../../schemas/types.ts';
import { canonicalJson } from '../../plan/canonical.ts';
import { isRecordTag } from '../../plan/record.ts';
import { segmentsOf } from '../../pointer.ts';

/** One line of a diff: what changes, and how, in words. */
export type ChangeLine = { readonly label: string; readonly text: string };

/** The changes of an action for people: keys of a value and Keywright's own tags gathered, everything else by itself. */
export function changeLines({ type, changes }: Action): readonly ChangeLine[] {
  const fields = changes.map((change) => ({ change, path: segmentsOf(change.path) }));
  const isRecord = ({ path }: (typeof fields)[number]) => path[0] === 'tags' && isRecordTag(path[1] ?? '');
  const isValue = ({ path }: (typeof fields)[number]) => path[0] === 'value';
  const isNewTag = ({ path }: (typeof fields)[number]) => type === 'create' && path[0] === 'tags';
  const shown = fields.filter((field) => !isRecord(field) && !isValue(field) && !isNewTag(field));
  const tags = fields.filter((field) => isNewTag(field) && !isRecord(field));
  const record = fields.filter((field) => isRecord(field) && type !== 'create');
  return [
    ...shown.map(({ change, path }) => ({ label: path.join('.'), text: describeChange(change) })),
    ...gathered('value', valueText(fields.filter(isValue).map(({ change }) => change))),
    ...gathered('tags', tags.map(({ change, path }) => `${path[1]}=${show(change.after)}`).join(', ')),
    ...gathered('record', record.map(({ path }) => path[1] ?? '').join(', ')),
  ];
}

function gathered(label: string, text: string): readonly ChangeLine[] {
  return text === '' ? [] : [{ label, text }];
}

function describeChange({ before, after }: Change): string {
  if (before === null) return show(after);
  if (after === null) return `${show(before)} -> none`;
  return `${show(before)} -> ${show(after)}`;
}

/** Keys by where they come from: `password (generate); username, host (literal)`. */
function valueText(changes: readonly Change[]): string {
  const bySource = new Map<string, string[]>();
  for (const { path, before, after } of changes) {
    const key = segmentsOf(path)[1];
    if (key === undefined) continue;
    const source = before === null ? show(after) : `${show(before)} -> ${show(after)}`;
    bySource.set(source, [...(bySource.get(source) ?? []), key]);
  }
  return [...bySource].map(([source, keys]) => `${keys.join(', ')} (${source})`).join('; ');
}

/** A text as it is, an object as `field value, field value` without what is unset. */
function show(value: Json): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return canonicalJson(value);
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return fields.length === 0 ? 'defaults' : fields.map(([name, field]) => `${name} ${show(field)}`).join(', ');
}
