import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { childPointer, segmentsOf } from '../../../schemas/json/pointer.ts';
import { nearest } from '../nearest.ts';
import { allowedFields } from './messages.ts';
import type { SchemaError } from './validators.ts';

type Mutable = { [key: string]: Json };

/**
 * A copy of a document in which what the schema refuses is repaired or left out, so that one typo hides nothing
 * else: a misspelt field or word counts as the nearest right one, any other wrong value as absent. Only lint sees
 * the copy; the error itself stops plan, apply and generate.
 */
export function repairDocument(document: Json, errors: readonly SchemaError[]): Json {
  return errors.reduce(repairOne, document);
}

/** Where an unknown field would stand under the name that `repairDocument` gives it; null where it gives none. */
export function meantPointer(error: SchemaError): string | null {
  if (error.keyword !== 'additionalProperties') return null;
  const right = nearest(String(error.params.additionalProperty), allowedFields(error));
  if (right === null || Object.hasOwn(Object(error.data), right)) return null;
  return childPointer(error.instancePath, right);
}

function repairOne(document: Json, error: SchemaError): Json {
  const path = segmentsOf(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    const field = String(error.params.additionalProperty);
    return edit(document, path, (parent) => renameField(parent, field, nearest(field, allowedFields(error))));
  }
  const last = path.at(-1);
  if (last === undefined || error.keyword === 'required' || error.keyword === 'if') return document;
  const replacement = nearestWord(error);
  return edit(document, path.slice(0, -1), (parent) => {
    if (replacement === null) delete parent[last];
    else parent[last] = replacement;
  });
}

function nearestWord(error: SchemaError): string | null {
  const allowed = error.params.allowedValues;
  if (error.keyword !== 'enum' || typeof error.data !== 'string' || !Array.isArray(allowed)) return null;
  return nearest(
    error.data,
    allowed.filter((value) => typeof value === 'string'),
  );
}

function renameField(parent: Mutable, field: string, right: string | null): void {
  const value = parent[field];
  delete parent[field];
  if (right !== null && value !== undefined && !Object.hasOwn(parent, right)) parent[right] = value;
}

/** Copies the objects along the path and lets `change` alter the last one; lists are left as they are. */
function edit(document: Json, path: readonly string[], change: (parent: Mutable) => void): Json {
  if (!isObject(document)) return document;
  const copy: Mutable = { ...document };
  const [key, ...rest] = path;
  if (key === undefined) change(copy);
  else if (copy[key] !== undefined) copy[key] = edit(copy[key], rest, change);
  return copy;
}
