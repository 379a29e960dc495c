import { setKey } from '../../../schemas/json/object.ts';

/** A copy in the order of its keys' UTF-16 code units, each value transformed; undefined, before or after, is left out. */
export function mapSorted<From, To>(
  object: { readonly [key: string]: From | undefined },
  transform: (value: From, key: string) => To | undefined,
): { readonly [key: string]: To } {
  const mapped: { [key: string]: To } = {};
  for (const key of Object.keys(object).sort()) {
    const before = object[key];
    const after = before === undefined ? undefined : transform(before, key);
    if (after !== undefined) setKey(mapped, key, after);
  }
  return mapped;
}
