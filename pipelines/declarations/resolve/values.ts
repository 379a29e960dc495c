import type { WrittenSource } from '../../../schemas/declarations.ts';
import { setKey } from '../../../schemas/json/object.ts';
import type { SecretType } from '../../../schemas/secret-types/secret-type.ts';
import type { ValueSource } from '../../../schemas/types.ts';
import { fill, type Placeholders } from './fill.ts';

type Written = { readonly [key: string]: WrittenSource };

/**
 * The value spec with defaults made explicit. Drops the literal of a sensitive JSON key, so that it goes no further.
 */
export function resolveValue(
  written: Written,
  type: SecretType | undefined,
  publicKeys: readonly string[],
  placeholders: Placeholders,
): { readonly [key: string]: ValueSource } {
  const sources: { [key: string]: ValueSource } = {};
  for (const [key, source] of Object.entries(written)) {
    const isPublic = isPublicKey(key, type, publicKeys);
    setKey(sources, key, resolveSource(source, type?.keys[key]?.generate ?? {}, isPublic, placeholders));
  }
  return sources;
}

/** JSON keys that the type doesn't define are sensitive unless `publicKeys` lists them. */
export function isPublicKey(key: string, type: SecretType | undefined, publicKeys: readonly string[]): boolean {
  const known = type !== undefined && Object.hasOwn(type.keys, key) ? type.keys[key] : undefined;
  return known === undefined ? publicKeys.includes(key) : !known.sensitive;
}

function resolveSource(
  source: WrittenSource,
  generateDefaults: object,
  isPublic: boolean,
  placeholders: Placeholders,
): ValueSource {
  if (typeof source !== 'object') {
    if (!isPublic) return { kind: 'plaintext' };
    return { kind: 'literal', value: typeof source === 'string' ? fill(source, placeholders) : source };
  }
  if ('external' in source) return { kind: 'external' };
  const generation = source.generation ?? 1;
  if ('fromEnv' in source) return { kind: 'fromEnv', variable: source.fromEnv, generation };
  return { kind: 'generate', options: { ...generateDefaults, ...source.generate }, generation };
}
