import { canonicalJson } from '../../../schemas/json/canonical.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { SecretType } from '../../../schemas/secret-types/secret-type.ts';
import type { ResolvedSpec, ValueSource } from '../../../schemas/types.ts';
import { sha256 } from '../stored/digest.ts';

type Value = ResolvedSpec['value'];

/**
 * The digest of a value spec that `keywright:value` records: the JSON keys, the kind of source of each, and the
 * literals. Generator options and generations are left out: changing them alone rewrites nothing.
 * @returns 64 hexadecimal digits
 */
export function contractDigest(spec: ResolvedSpec): string {
  const keys = Object.entries(spec.value).map(([key, source]) => [key, contractOf(source)] as const);
  return sha256(canonicalJson({ shape: shapeOf(spec), keys: Object.fromEntries(keys) }), 'hex');
}

/** `text`: one string under the key `text`; `json`: an object of keys; `opaque`: never written. */
export function shapeOf({ type }: ResolvedSpec): SecretType['shape'] {
  return findSecretType(type)?.shape ?? 'json';
}

function contractOf(source: ValueSource): Json {
  return source.kind === 'literal' ? { kind: 'literal', value: source.value } : { kind: source.kind };
}

/** The generation of every key that is above 1; `external` keys and literals have none. */
export function raisedGenerations(value: Value): readonly { readonly key: string; readonly generation: number }[] {
  return Object.entries(value)
    .map(([key, source]) => ({ key, generation: generationOf(source) }))
    .filter(({ generation }) => generation > 1);
}

export function generationOf(source: ValueSource): number {
  return source.kind === 'generate' || source.kind === 'fromEnv' ? source.generation : 1;
}

/**
 * Keys that Keywright can't make itself: supplied by the environment variables of `apply` (`fromEnv`), or by `put`
 * (`external`).
 */
export function keysFrom(value: Value, kind: 'fromEnv' | 'external'): readonly string[] {
  return Object.entries(value)
    .filter(([, source]) => source.kind === kind)
    .map(([key]) => key)
    .sort();
}
