import type { SettingsPatch } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/types.ts';

type JsonObject = { readonly [key: string]: Json };

/** Fields that a layer replaces whole: half of an old rotation or policy makes no sense in a new one (SPEC). */
export const REPLACED_WHOLE: ReadonlySet<string> = new Set(['rotation', 'resourcePolicy']);

/** Lays `patch` over `base`: JSON Merge Patch (RFC 7396), but for what is replaced whole. */
export function mergeSettings(base: SettingsPatch, patch: SettingsPatch | undefined): SettingsPatch {
  if (patch === undefined) return base;
  const merged: { [key: string]: Json } = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field];
    else set(merged, field, mergeField(field, merged[field], value));
  }
  return merged;
}

function mergeField(field: string, below: Json | undefined, value: Json): Json {
  if (REPLACED_WHOLE.has(field)) return value;
  if (field === 'value') return isObject(value) ? overlay(isObject(below) ? below : {}, value) : value;
  return mergePatch(below, value);
}

/** One level: each `value.<key>` is replaced whole. */
function overlay(below: JsonObject, value: JsonObject): JsonObject {
  const merged: { [key: string]: Json } = { ...below };
  for (const [key, source] of Object.entries(value)) {
    if (source === null) delete merged[key];
    else set(merged, key, source);
  }
  return merged;
}

export function mergePatch(below: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged: { [key: string]: Json } = isObject(below) ? { ...below } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else set(merged, key, mergePatch(merged[key], value));
  }
  return merged;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Assignment that makes `__proto__` a key like any other. */
function set(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  else target[key] = value;
}
