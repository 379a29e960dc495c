import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';
import { loadDocuments } from '../declarations/yaml/load.ts';
import { type Manifest, objectAt, stringAt } from './manifest.ts';

/**
 * The `objects` of an AWS SecretProviderClass, parsed from the YAML inside its string. null if that isn't a list, or
 * the manifest isn't a SecretProviderClass for AWS.
 */
export function csiObjectsOf({ kind, object }: Manifest): readonly Json[] | null {
  if (kind !== 'SecretProviderClass') return null;
  const spec = objectAt(object, 'spec');
  const text = stringAt(objectAt(spec, 'parameters'), 'objects');
  if (stringAt(spec, 'provider') !== 'aws' || text === null) return null;
  const value = tryLoad(text);
  return Array.isArray(value) ? value.map(inOwnSpelling) : null;
}

const FIELDS = [
  ...['objectName', 'objectType', 'objectAlias', 'objectVersion', 'objectVersionLabel', 'jmesPath', 'path'],
  ...['filePermission', 'failoverObject'],
];
const SPELLINGS = new Map(FIELDS.map((field) => [field.toLowerCase(), field]));

/**
 * Restores the documented case of field names. The provider ignores case, because Go's JSON decoder does: its own tests
 * write `ObjectAlias`.
 */
function inOwnSpelling(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOwnSpelling);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [SPELLINGS.get(key.toLowerCase()) ?? key, inOwnSpelling(child)]),
  );
}

function tryLoad(text: string): Json {
  try {
    return loadDocuments(text)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * The file names under which the provider mounts one object: its alias or name, and one for each jmesPath entry.
 * Slashes are translated unless `pathTranslation` is "False".
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
