import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { Action, Plan } from '../../../schemas/plan.ts';
import { actionDigest } from './digest.ts';

/**
 * Reads a stored plan. Checks only the fields that `apply` compares, and every action against its digest: the plan may
 * have been stored elsewhere, and the plan compared must be the one reviewed.
 * @returns a sentence that describes the error, if the text is not a plan
 */
export function parsePlan(text: string): Plan | string {
  const value = parseJson(text);
  if (!isObject(value) || value.schema !== 'keywright.plan/v1') return 'it is no plan of this version of Keywright';
  const { environments, actions, awaitingValue } = value;
  if (!isListOf(environments, isEnvironment) || !isListOf(actions, isAction) || !Array.isArray(awaitingValue)) {
    return 'it is not complete';
  }
  // The fields that are used have been checked above; the others are only shown to people.
  const plan = value as unknown as Plan;
  const changed = plan.actions.find((action) => action.digest !== actionDigest(action));
  return changed === undefined ? plan : `the digest of ${changed.id} does not fit what it says`;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isListOf(value: Json | undefined, isItem: (item: Json) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isEnvironment(value: Json): boolean {
  return isObject(value) && hasTexts(value, ['name', 'accountId', 'region']);
}

const ACTION_TEXTS: readonly (keyof Action)[] = ['id', 'type', 'environment', 'region', 'secret', 'name', 'digest'];

function isAction(value: Json): boolean {
  if (!isObject(value) || !hasTexts(value, ACTION_TEXTS)) return false;
  const hasArn = value.arn === null || typeof value.arn === 'string';
  return hasArn && Array.isArray(value.effects) && isListOf(value.changes, isChange);
}

function isChange(value: Json): boolean {
  return isObject(value) && typeof value.path === 'string' && value.before !== undefined && value.after !== undefined;
}

function hasTexts(value: { readonly [key: string]: Json }, keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string');
}
