import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { childPointer, segmentsOf } from '../../../schemas/json/pointer.ts';
import { nearest } from '../nearest.ts';
import { allowedFields } from './messages.ts';
import type { SchemaError } from './validators.ts';

type Mutable = { [key: string]: Json };

/**
 * A copy of a document with schema errors repaired or removed, so that one typo doesn't hide other findings. A
 * misspelled field or word is replaced by the nearest valid one; any other invalid value is removed. Only lint uses the
 * copy; the error itself stops plan, apply and generate.
 */
export function repairDocument(document: Json, errors: readonly SchemaError[]): Json {
  return errors.reduce(repairOne, document);
}

/** The pointer to an unknown field under the name that `repairDocument` gives it; null if the field isn't renamed. */
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

/** Copies the objects along the path and applies `change` to the last one; doesn't enter lists. */
function edit(document: Json, path: readonly string[], change: (parent: Mutable) => void): Json {
  if (!isObject(document)) return document;
  const copy: Mutable = { ...document };
  const [key, ...rest] = path;
  if (key === undefined) change(copy);
  else if (copy[key] !== undefined) copy[key] = edit(copy[key], rest, change);
  return copy;
}
