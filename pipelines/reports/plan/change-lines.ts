import { canonicalJson } from '../../../schemas/json/canonical.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Action, Change } from '../../../schemas/plan.ts';
import { isRecordPath } from '../../plan/record/record.ts';

/** One line of a diff: `+` comes, `-` goes, `~` changes, and in what is all new nothing is marked. */
export type ChangeLine = { readonly mark: '+' | '-' | '~' | ' '; readonly label: string; readonly text: string };

/** The changes of an action for people, field by field. Keywright's own tags show where nothing else changes. */
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

/** The key that AWS takes where none is named. */
const AWS_KEY = 'aws/secretsmanager';

/** What comes or goes as a whole stands on one line, what differs on one for each field. */
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

/** Short names for where things stand in a plan: the Region is in the head of a replica's action. */
function labelOf([field = '', ...rest]: readonly string[]): string {
  if (field === 'replicaRegions') return ['replica', ...rest].join(' ');
  if (field === 'resourcePolicy') return ['policy', ...rest.slice(1)].join(' ');
  return [field, ...rest].join('.');
}

/** The fields of an object by their path, lists of texts in one; what is null is not there. */
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

/** Keys of a value by what happens to them; there is nothing else of a value that could be shown. */
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

/** Of a live value: what is declared is set, everything else stays where it is there already. */
function fateOf({ before, after }: Change): string {
  if (isObject(before) && isObject(after)) return `renewed (generation ${before.generation} -> ${after.generation})`;
  if (after === 'literal') return 'as declared';
  return `kept, and ${originOf({ path: '', before, after })} where it is missing`;
}

/** `fromEnv NAME` */
function variableOf(source: Change['after']): string {
  return typeof source === 'string' ? source.replace(/^fromEnv /, '') : '';
}
