import type { Json } from '../../../../schemas/json/json.ts';
import { type Action, type Change, gravestOf, type Impact, impactsOf, rankOf } from '../../../../schemas/plan.ts';
import { inlineCode, plainText } from '../../markdown/escape.ts';
import { bulletList } from './blocks.ts';
import { isDangerous, manifestName, removesConsumer } from './impact.ts';
import type { EnvironmentView } from './view.ts';

/**
 * The points that a reviewer must not miss, as GitHub's colored alerts: first refusals and actions that are
 * irreversible or cut off consumers, then actions that affect live secrets. Empty if all changes are harmless.
 * @param maxItems maximum number of bullets in each alert
 */
export function alertsOf(view: EnvironmentView, maxItems: number): readonly string[] {
  const ranked = view.actions
    .map((action) => ({ impact: gravestOf(impactsOf(action)), text: consequenceOf(action) }))
    .sort((a, b) => rankOf(a.impact) - rankOf(b.impact));
  const pick = (test: (impact: Impact) => boolean) =>
    ranked.filter(({ impact }) => test(impact)).map(({ text }) => text);
  const isLive = (impact: Impact) => impact !== 'harmless' && !isDangerous(impact);
  return [
    ...alert('CAUTION', [...refusalsOf(view), ...pick(isDangerous), ...lostConsumers(view)], maxItems),
    ...alert('WARNING', pick(isLive), maxItems),
  ];
}

function alert(kind: string, items: readonly string[], maxItems: number): readonly string[] {
  if (items.length === 0) return [];
  return [[`[!${kind}]`, ...bulletList(items, maxItems)].map((line) => `> ${line}`).join('\n')];
}

function refusalsOf({ refusals }: EnvironmentView): readonly string[] {
  return refusals.map(({ name, message }) => `${inlineCode(name)} is **refused**: ${plainText(message)}`);
}

function lostConsumers({ manifests }: EnvironmentView): readonly string[] {
  return manifests
    .filter(removesConsumer)
    .map(({ id }) => `${inlineCode(manifestName(id).object)} is **removed**: its pods lose what they get from it`);
}

/** The consequence of an action for the users of the secret. */
function consequenceOf(action: Action): string {
  const name = inlineCode(action.name);
  const region = inlineCode(action.region);
  switch (action.type) {
    case 'delete':
      return `${name} is **deleted**: its readers lose it at once${recoveryOf(action)}`;
    case 'remove-replica':
      return `the replica of ${name} in ${region} is **removed for good**: its readers there lose it`;
    case 'replace-replica':
      return `the replica of ${name} in ${region} is **removed and made anew** with another key: nobody can read it there meanwhile`;
    case 'write-value':
      return `${name} gets a **new value**${keysOf(action)}: its consumers hold the old one until they refresh`;
    case 'set-rotation':
      return `rotation of ${name} may **replace its value** as soon as it is set`;
    case 'put-policy':
      return `**who may read** ${name} changes`;
    case 'update-kms-key':
      return `${name} moves to **another KMS key**${keyOf(action)}: its readers need \`kms:Decrypt\` there`;
    case 'restore':
      return `${name} is **restored**: its readers get it back`;
    default:
      return `${name}: ${action.type}`;
  }
}

function recoveryOf({ changes }: Action): string {
  const days = afterOf(changes, '/recoveryWindowInDays');
  return typeof days === 'number' ? `; it can be restored for ${days} days` : '';
}

function keyOf({ changes }: Action): string {
  const key = afterOf(changes, '/kmsKeyId');
  return ` ${typeof key === 'string' ? inlineCode(key) : "(AWS's own)"}`;
}

function keysOf({ changes }: Action): string {
  const keys = changes.flatMap(({ path }) => (path.startsWith('/value/') ? [path.slice('/value/'.length)] : []));
  return keys.length === 0 ? '' : ` (${keys.slice(0, MAX_KEYS_NAMED).map(inlineCode).join(', ')})`;
}

const MAX_KEYS_NAMED = 8;

function afterOf(changes: readonly Change[], path: string): Json {
  return changes.find((change) => change.path === path)?.after ?? null;
}
