import { type JsonSchema, type Kind, kinds, sharedSchemas } from './kinds.ts';

const schemasByFile = new Map(
  [...kinds.map(({ schema }) => schema), ...sharedSchemas].map((one) => [fileOf(one), one]),
);

/** The schema of a kind as one self-contained document, with shared schemas under `$defs`, by file name. */
export function bundleSchema(kind: Kind): JsonSchema {
  const root = kinds.find((entry) => entry.kind === kind);
  if (root === undefined) throw new Error(`no schema for kind ${kind}`);
  const own = inline(root.schema, '');
  const shared = [...referencedFiles(root.schema)].sort().map((file) => [stem(file), inlineShared(file)]);
  return { ...own, $id: root.schema.$id, $defs: { ...asObject(own.$defs), ...Object.fromEntries(shared) } };
}

/** Every file that the schema refers to, directly or through others. */
function referencedFiles(schema: JsonSchema): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: unknown[] = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const [key, child] of Object.entries(asObject(next))) {
      if (key !== '$ref') pending.push(child);
      else if (typeof child === 'string') addFile(child, found, pending);
    }
  }
  return found;
}

function addFile(reference: string, found: Set<string>, pending: unknown[]): void {
  const file = reference.split('#')[0] ?? '';
  if (file === '' || found.has(file)) return;
  found.add(file);
  pending.push(schemasByFile.get(file));
}

function inlineShared(file: string): Readonly<Record<string, unknown>> {
  const { $schema: _dialect, $id: _id, ...rest } = inline(schemasByFile.get(file), `/$defs/${stem(file)}`);
  return rest;
}

/** Rewrites every reference to point inside the bundle; `home` is where this file's own content is placed. */
function inline(schema: unknown, home: string): Readonly<Record<string, unknown>> {
  const entries = Object.entries(asObject(schema));
  return Object.fromEntries(entries.map(([key, child]) => [key, inlineChild(key, child, home)]));
}

function inlineChild(key: string, child: unknown, home: string): unknown {
  if (key === '$ref' && typeof child === 'string') return rewrite(child, home);
  if (key === 'examples') return child;
  if (Array.isArray(child)) return child.map((item) => (isObject(item) ? inline(item, home) : item));
  return isObject(child) ? inline(child, home) : child;
}

function rewrite(reference: string, home: string): string {
  const [file = '', pointer = ''] = reference.split('#');
  return `#${file === '' ? home : `/$defs/${stem(file)}`}${pointer}`;
}

function fileOf(schema: JsonSchema): string {
  return schema.$id.slice(schema.$id.lastIndexOf('/') + 1);
}

function stem(file: string): string {
  return file.replace('.schema.json', '');
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) || Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
