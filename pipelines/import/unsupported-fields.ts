import type { Json } from '../../schemas/json/json.ts';
import { isObject } from '../../schemas/json/object.ts';

/**
 * The parts of a manifest that a declaration can express. `anything` accepts any value; a scalar or list accepts only
 * itself, which is the value that Keywright writes anyway; an object looks inside; a list of one pattern looks inside
 * each item.
 */
export type Pattern = typeof anything | string | boolean | readonly [Pattern] | { readonly [field: string]: Pattern };
export const anything = Symbol('anything');

/** Paths of the fields that the pattern does not accept, `spec.syncWindows`. */
export function unsupportedFields(value: Json, pattern: Pattern, path: string): readonly string[] {
  if (pattern === anything) return [];
  if (isList(pattern)) {
    const [item] = pattern;
    return Array.isArray(value)
      ? value.flatMap((one, index) => unsupportedFields(one, item, `${path}[${index}]`))
      : [path];
  }
  if (typeof pattern === 'object') {
    if (!isObject(value)) return [path];
    return Object.entries(value).flatMap(([field, child]) =>
      pattern[field] === undefined
        ? [`${path}.${field}`]
        : unsupportedFields(child, pattern[field], `${path}.${field}`),
    );
  }
  return value === pattern ? [] : [`${path} (${JSON.stringify(value)})`];
}

function isList(pattern: Pattern): pattern is readonly [Pattern] {
  return Array.isArray(pattern);
}
