import fc from 'fast-check';
import type { Json } from '../../schemas/json/json.ts';

/** Replaces one node of a value, chosen by number, or removes it. */
export function mutate(value: Json, at: number, replacement: Json | undefined): Json {
  let seen = 0;
  const walk = (node: Json): Json | undefined => {
    if (seen++ === at) return replacement;
    if (Array.isArray(node)) return node.map(walk).filter((item) => item !== undefined);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, child]) => [key, walk(child)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  };
  return walk(value) ?? {};
}

/** Doubles the first letter of one field, chosen by number. */
export function misspell(value: Json, at: number): Json {
  let seen = 0;
  const walk = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [seen++ === at ? `${key[0]}${key}` : key, walk(child)]),
    );
  };
  return walk(value);
}

/** Implausible replacements for a value. */
export const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    null,
    '',
    0,
    -1,
    Number.MAX_VALUE,
    [],
    {},
    '*',
    '{name}',
    '{',
    '__proto__',
    'constructor',
    '../x',
    'rate(1 day)',
  ),
);
