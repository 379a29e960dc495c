import type { Json } from '../../../schemas/json/json.ts';

/** The replacements for `{environment}`, `{accountId}`, `{region}` and `{name}`. */
export type Placeholders = {
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
};

/** Fills the placeholders in one string; leaves other braces unchanged. */
export function fill(text: string, placeholders: Placeholders): string {
  if (!text.includes('{')) return text;
  return text.replace(/\{(environment|accountId|region|name)\}/g, (_, key: keyof Placeholders) => placeholders[key]);
}

/** Fills the placeholders in every string of a JSON value, except in keys. */
export function fillDeep<T extends Json>(value: T, placeholders: Placeholders): T;
export function fillDeep(value: Json, placeholders: Placeholders): Json {
  if (typeof value === 'string') return fill(value, placeholders);
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, placeholders));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, placeholders)]));
}
