import type { Json } from '../../schemas/types.ts';
import { loadDocuments } from '../yaml/load.ts';
import { type JsonObject, type Manifest, objectAt, stringAt } from './manifest.ts';

/** The `objects` of an AWS SecretProviderClass: YAML within a YAML string. null where it is none, or not for AWS. */
export function csiObjectsOf({ kind, object }: Manifest): readonly Json[] | null {
  if (kind !== 'SecretProviderClass') return null;
  const spec = objectAt(object, 'spec');
  const text = stringAt(objectAt(spec, 'parameters'), 'objects');
  if (stringAt(spec, 'provider') !== 'aws' || text === null) return null;
  const value = tryLoad(text);
  return Array.isArray(value) ? value : null;
}

function tryLoad(text: string): Json {
  try {
    return loadDocuments(text)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * The names under which the provider mounts one object: its alias or name, with slashes translated unless that is
 * switched off, and one file for each jmesPath entry.
 */
export function mountedNames(entry: JsonObject, pathTranslation: string): readonly string[] {
  const whole = stringAt(entry, 'objectAlias') ?? stringAt(entry, 'objectName');
  const entries = Array.isArray(entry.jmesPath) ? entry.jmesPath : [];
  const parts = entries.map((part) =>
    typeof part === 'object' && part !== null && 'objectAlias' in part ? part.objectAlias : null,
  );
  const names = [whole, ...parts].filter((name) => typeof name === 'string');
  return pathTranslation === 'False' ? names : names.map((name) => name.replaceAll('/', pathTranslation));
}
