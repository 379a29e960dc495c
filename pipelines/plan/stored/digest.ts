import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../schemas/json/canonical.ts';
import type { Json } from '../../../schemas/json/json.ts';
import type { Action } from '../../../schemas/plan.ts';

/** `sha256:` and the hexadecimal SHA-256 of the value's canonical JSON. */
export function digestOf(value: Json): string {
  return `sha256:${sha256(canonicalJson(value), 'hex')}`;
}

/**
 * Covers the identity and the effect of an action, and nothing that differs between two runs.
 */
export function actionDigest({ id, arn, effects, changes }: Omit<Action, 'digest'>): string {
  return digestOf({ id, arn, effects, changes });
}

export function sha256(text: string, encoding: 'hex' | 'base64url'): string {
  return createHash('sha256').update(text).digest(encoding);
}
