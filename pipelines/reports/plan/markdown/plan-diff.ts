import { diffLines } from 'diff';
import type { Json } from '../../../../schemas/json/json.ts';
import type { Action, Change } from '../../../../schemas/plan.ts';
import { isRecordPath } from '../../../plan/record/record.ts';

/**
 * The changes of a plan as a unified diff without line numbers, for a `diff` fence: `@@` names the action, `-` shows
 * the value in AWS, `+` the declared one. Keywright's own tags take one line, because they follow from the rest.
 */
export function planDiff(actions: readonly Action[]): string {
  return actions.map(actionDiff).join('\n\n');
}

function actionDiff({ name, type, region, changes }: Action): string {
  const shown = changes.filter((change) => !isRecord(change));
  const record = changes.length - shown.length;
  const lines = shown.flatMap(changeDiff);
  if (record > 0) lines.push(`  and Keywright's record of it (${record})`);
  return [`@@ ${onOneLine(name)}: ${type} in ${onOneLine(region)} @@`, ...lines].join('\n');
}

/** The Keywright tags, and the digest of the value spec that precedes the keys. */
function isRecord({ path }: Change): boolean {
  return isRecordPath(path) || path === '/value';
}

function changeDiff({ path, before, after }: Change): readonly string[] {
  const name = onOneLine(path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~'));
  if (isLong(before) && isLong(after)) return [`  ${name}:`, ...nestedDiff(before, after)];
  return [...side('-', name, before), ...side('+', name, after)];
}

function side(sign: '-' | '+', name: string, value: Json): readonly string[] {
  if (value === null) return [];
  if (!isLong(value)) return [`${sign} ${name}: ${onOneLine(value)}`];
  return [`${sign} ${name}:`, ...pretty(value).map((line) => `${sign}   ${line}`)];
}

/** Only lines that differ get a sign; the others stay, because a policy is read as a whole. */
function nestedDiff(before: Json, after: Json): readonly string[] {
  return diffLines(pretty(before).join('\n'), pretty(after).join('\n'), { stripTrailingCr: true }).flatMap((part) => {
    const sign = part.added ? '+' : part.removed ? '-' : ' ';
    return part.value
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `${sign}   ${line}`);
  });
}

function pretty(value: Json): readonly string[] {
  return JSON.stringify(value, null, 2).split('\n');
}

/** Quotes a text that could pass for another line of the diff. */
function onOneLine(value: Json): string {
  const isPlain = typeof value === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function isLong(value: Json): boolean {
  return typeof value === 'object' && value !== null && JSON.stringify(value).length > MAX_INLINE_LENGTH;
}

const MAX_INLINE_LENGTH = 80;
