import { canonicalJson } from '../../../schemas/json/canonical.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Action, Change } from '../../../schemas/plan.ts';
import { isRecordPath } from '../../plan/record/record.ts';

/** One line of a diff: `+` is added, `-` removed, `~` changed; if everything is new, nothing is marked. */
export type ChangeLine = { readonly mark: '+' | '-' | '~' | ' '; readonly label: string; readonly text: string };

/** The changes of an action for people, field by field. Keywright's own tags are shown only if nothing else changes. */
export function changeLines(action: Action): readonly ChangeLine[] {
  const told = action.changes.filter(({ path }) => !isRecordPath(path) && !path.startsWith('/value'));
  if (action.type === 'create') return [...newLines(told), ...valueLines(action)];
  const lines = [...told.flatMap(linesOf), ...valueLines(action)];
  return lines.length > 0 ? lines : [recordLine(action)];
}

function newLines(changes: readonly Change[]): readonly ChangeLine[] {
  const isTag = ({ path }: Change) => path.startsWith('/tags/');
  const tags = changes.filter(isTag).map(({ path, after }) => `${segmentsOf(path)[1]}=${show(after)}`);
  const lines = changes.filter((change) => !isTag(change)).map(({ path, after }) => wholeLine(' ', path, after));
  return tags.length === 0 ? lines : [...lines, { mark: ' ', label: 'tags', text: tags.join(', ') }];
}

/** The key that AWS uses if none is named. */
const AWS_KEY = 'aws/secretsmanager';

/** A value that is added or removed as a whole takes one line; one that changes takes a line per changed field. */
function linesOf({ path, before, after }: Change): readonly ChangeLine[] {
  if (path === '/kmsKeyId') return lineOf('kmsKeyId', show(before ?? AWS_KEY), show(after ?? AWS_KEY));
  if (before === null) return [wholeLine('+', path, after)];
  if (after === null) return [wholeLine('-', path, before)];
  const label = labelOf(segmentsOf(path));
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((field) => {
    const full = field === '' ? label : `${label}.${field}`;
    return lineOf(full, old.get(field), fresh.get(field));
  });
}

function wholeLine(mark: ChangeLine['mark'], path: string, value: Json): ChangeLine {
  const fields = [...leavesOf(value)].filter(([field]) => field !== 'Sid');
  const text = fields.map(([field, leaf]) => (field === '' ? leaf : `${field} ${leaf}`)).join('; ');
  return { mark, label: labelOf(segmentsOf(path)), text };
}

function lineOf(label: string, before: string | undefined, after: string | undefined): readonly ChangeLine[] {
  if (before === after) return [];
  if (before === undefined) return [{ mark: '+', label, text: after ?? '' }];
  if (after === undefined) return [{ mark: '-', label, text: before }];
  return [{ mark: '~', label, text: `${before} -> ${after}` }];
}

/** Short names for the fields of a plan. The Region of a replica's action is in its headline. */
function labelOf([field = '', ...rest]: readonly string[]): string {
  if (field === 'replicaRegions') return ['replica', ...rest].join(' ');
  if (field === 'resourcePolicy') return ['policy', ...rest.slice(1)].join(' ');
  return [field, ...rest].join('.');
}

/** The fields of an object by path, a list of texts as one field; fields that are null are left out. */
function leavesOf(value: Json): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const visit = (part: Json, path: string): void => {
    if (part === null) return;
    if (!isObject(part)) leaves.set(path, show(part));
    else for (const [key, child] of Object.entries(part)) visit(child, path === '' ? key : `${path}.${key}`);
  };
  visit(value, '');
  if (isObject(value) && leaves.size === 0) leaves.set('', "with AWS's defaults");
  return leaves;
}

function show(value: Json): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  return Array.isArray(value) ? value.map(show).join(', ') : canonicalJson(value);
}

function recordLine({ changes }: Action): ChangeLine {
  const keys = changes.map(({ path }) => segmentsOf(path)[1] ?? '');
  return { mark: '~', label: 'record', text: keys.join(', ') };
}

/** The keys of a value by what happens to them; the plan holds nothing else about a value. */
function valueLines({ type, changes }: Action): readonly ChangeLine[] {
  const byFate = new Map<string, string[]>();
  for (const change of changes) {
    const [field, key] = segmentsOf(change.path);
    if (field !== 'value' || key === undefined) continue;
    const fate = type === 'create' ? originOf(change) : fateOf(change);
    byFate.set(fate, [...(byFate.get(fate) ?? []), key]);
  }
  const mark = type === 'create' ? ' ' : '~';
  return [...byFate].map(([fate, keys]) => ({ mark, label: 'value', text: `${keys.join(', ')}: ${fate}` }));
}

function originOf({ after }: Change): string {
  if (after === 'literal') return 'as declared';
  if (after === 'generate') return 'generated by AWS';
  return after === 'external' ? 'given by people' : `from the environment, ${variableOf(after)}`;
}

/** For a live value: declared keys are set, and every other key is kept if it exists. */
function fateOf({ before, after }: Change): string {
  if (isObject(before) && isObject(after)) return `renewed (generation ${before.generation} -> ${after.generation})`;
  if (after === 'literal') return 'as declared';
  return `kept, and ${originOf({ path: '', before, after })} where it is missing`;
}

/** `fromEnv NAME` */
function variableOf(source: Change['after']): string {
  return typeof source === 'string' ? source.replace(/^fromEnv /, '') : '';
}
