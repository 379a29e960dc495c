import type { SettingsPatch } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject, type JsonObject, setKey } from '../../../schemas/json/object.ts';

/** Fields that a layer replaces as a whole: mixing parts of two rotations or policies makes no sense. */
export const REPLACED_WHOLE: ReadonlySet<string> = new Set(['rotation', 'resourcePolicy']);

/**
 * Applies `patch` to `base` as a JSON Merge Patch (RFC 7396), except for fields that are replaced as a whole. The
 * result shares, without copying, values that only one side has: in a large configuration, most settings are in one
 * layer.
 */
export function mergeSettings(base: SettingsPatch, patch: SettingsPatch | undefined): SettingsPatch {
  if (patch === undefined) return base;
  // Start from a copy of the fuller layer. The objects of a large configuration then have the same shape, which saves
  // memory and time.
  const merged: { [key: string]: Json } = { ...patch };
  for (const field in base) if (!Object.hasOwn(patch, field)) setKey(merged, field, base[field] ?? null);
  for (const field in patch) {
    const value = patch[field] ?? null;
    if (value === null) delete merged[field];
    else setKey(merged, field, mergeField(field, base[field], value));
  }
  return merged;
}

function mergeField(field: string, below: Json | undefined, value: Json): Json {
  if (REPLACED_WHOLE.has(field)) return value;
  if (field === 'value' && isObject(value)) return isObject(below) || hasNull(value) ? overlay(below, value) : value;
  return mergePatch(below, value);
}

/** Merges one level deep: each `value.<key>` is replaced as a whole. */
function overlay(below: Json | undefined, value: JsonObject): JsonObject {
  return mergeFields(isObject(below) ? below : {}, value, (_key, _below, source) => source);
}

export function mergePatch(below: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  if (isObject(below)) return mergeFields(below, patch, mergeDeep);
  return hasNullWithin(patch) ? mergeFields({}, patch, mergeDeep) : patch;
}

function mergeDeep(_key: string, below: Json | undefined, value: Json): Json {
  return mergePatch(below, value);
}

type MergeField = (key: string, below: Json | undefined, value: Json) => Json;

/** Merges field by field; null removes a field. */
function mergeFields(below: JsonObject, patch: JsonObject, merge: MergeField): JsonObject {
  const merged: { [key: string]: Json } = { ...below };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else setKey(merged, key, merge(key, Object.hasOwn(merged, key) ? merged[key] : undefined, value));
  }
  return merged;
}

function hasNull(patch: JsonObject): boolean {
  for (const key in patch) if (patch[key] === null) return true;
  return false;
}

/** Doesn't search lists: they are replaced as a whole, so a null in a list is a value. */
function hasNullWithin(patch: JsonObject): boolean {
  for (const key in patch) {
    const value = patch[key];
    if (value === null || (isObject(value) && hasNullWithin(value))) return true;
  }
  return false;
}
