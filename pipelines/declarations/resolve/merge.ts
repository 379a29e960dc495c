import type { SettingsPatch } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject, type JsonObject, setKey } from '../../../schemas/json/object.ts';

/** Fields that a layer replaces whole: half of an old rotation or policy makes no sense in a new one (SPEC). */
export const REPLACED_WHOLE: ReadonlySet<string> = new Set(['rotation', 'resourcePolicy']);

/**
 * Lays `patch` over `base`: JSON Merge Patch (RFC 7396), but for what is replaced whole. What only one of them has is
 * shared with the result, not copied: most of a large estate's settings stand in one layer.
 */
export function mergeSettings(base: SettingsPatch, patch: SettingsPatch | undefined): SettingsPatch {
  if (patch === undefined) return base;
  // Copying the fuller layer and filling in the rest leaves the objects of a large estate alike, hence small and fast.
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

/** One level: each `value.<key>` is replaced whole. */
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

/** null removes a field. */
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

/** Lists are replaced whole, so a null in a list is a value. */
function hasNullWithin(patch: JsonObject): boolean {
  for (const key in patch) {
    const value = patch[key];
    if (value === null || (isObject(value) && hasNullWithin(value))) return true;
  }
  return false;
}
