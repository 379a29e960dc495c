import type { JsonSchema } from '../kinds.ts';
import { isAtLeast } from './eso-version.ts';

/** The schema for an older operator: without later additions, see `x-since` and `x-enum-since`. */
export function schemaAtVersion(schema: JsonSchema, version: string): JsonSchema {
  return { ...withoutNewer(schema, version), $id: schema.$id };
}

type Schema = { readonly [keyword: string]: unknown };

function withoutNewer(schema: Schema, version: string): Schema {
  const entries = Object.entries(schema).map(([keyword, value]) => [
    keyword,
    keptValue(schema, keyword, value, version),
  ]);
  return Object.fromEntries(entries);
}

function keptValue(schema: Schema, keyword: string, value: unknown, version: string): unknown {
  if (keyword === 'enum' && Array.isArray(value)) {
    const since = isSchema(schema['x-enum-since']) ? schema['x-enum-since'] : {};
    return value.filter((item) => !isNewer(since[String(item)], version));
  }
  if (Array.isArray(value)) return value.map((item) => (isSchema(item) ? withoutNewer(item, version) : item));
  if (!isSchema(value)) return value;
  const kept = Object.entries(value).filter(([, child]) => !isSchema(child) || !isNewer(child['x-since'], version));
  return withoutNewer(Object.fromEntries(kept), version);
}

function isNewer(since: unknown, version: string): boolean {
  return typeof since === 'string' && !isAtLeast(version, since);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
