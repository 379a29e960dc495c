import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { manifestSchemas, providerObjectsSchema } from '../../schemas/kubernetes/list.ts';
import { removeTree, repositoryRoot } from '../support/estate.ts';

const folder = 'generators/kubernetes';
const typed = readdirSync(join(repositoryRoot, folder)).filter((name) => /\.types\.ts'/.test(textOf(name)));

test('a misspelt field of a generated object does not compile, wherever it stands', () => {
  const names = new Set([...manifestSchemas.map(({ schema }) => schema), providerObjectsSchema].flatMap(fieldNames));
  const variants = new Map(typed.flatMap((name) => misspelt(name, names)));
  const refused = refusedByCompiler(variants);
  expect([...variants.keys()].filter((path) => !refused.has(path))).toEqual(typed);
  expect(typed).toEqual(['external-secret.ts', 'secret-provider-class.ts', 'secret-store.ts']);
  expect(variants.size).toBeGreaterThan(40);
});

test('types are made for what CRDs say in words of their own', () => {
  const root = copyOf('schemas', 'scripts', 'biome.json', '.gitignore', 'package.json');
  const path = join(root, 'schemas/kubernetes/provider-objects.schema.json');
  const properties = {
    port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
    anything: { 'x-kubernetes-preserve-unknown-fields': true },
    'open-part': {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { id: { type: 'integer' } },
    },
    tags: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    modes: { type: 'array', items: { enum: ['a', 'b'] } },
  };
  writeFileSync(path, JSON.stringify({ ...schemaIn(path), items: { type: 'object', required: ['port'], properties } }));
  const run = spawnSync(process.execPath, ['scripts/crd-types.mjs'], { cwd: root, encoding: 'utf8' });
  const text = readFileSync(path.replace('.schema.json', '.types.ts'), 'utf8');
  removeTree(root);
  expect(run.stderr).toBe('');
  expect(text.slice(text.indexOf('export type ProviderObjectsItem ='))).toBe(`export type ProviderObjectsItem = {
  readonly port: number | string;
  readonly anything?: unknown | undefined;
  readonly 'open-part'?: ProviderObjectsItemOpenPart | undefined;
  readonly tags?: { readonly [key: string]: string | null } | undefined;
  readonly modes?: readonly ('a' | 'b')[] | undefined;
};

export type ProviderObjectsItemOpenPart = {
  readonly id?: number | undefined;
  readonly [field: string]: unknown;
};
`);
});

function schemaIn(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** A new folder with a copy of these paths of the repository, and its packages. */
function copyOf(...paths: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'keywright-test-'));
  for (const path of paths) cpSync(join(repositoryRoot, path), join(root, path), { recursive: true });
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** The names of every field that a schema has, at any depth. */
function fieldNames(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(fieldNames)];
}

/** The generator as it is, and once for each field that it writes with that field misspelt; texts by file name. */
function misspelt(file: string, names: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const text = textOf(file);
  const fields = [...text.matchAll(/(?<=[{,]\s*)(\w+): /g)].filter(([, name = '']) => names.has(name));
  const copies = fields.map(({ index, 1: name = '' }) => {
    const line = text.slice(0, index).split('\n').length;
    const end = index + name.length;
    return [`${file.replace('.ts', '')}-${line}-${name}.ts`, `${text.slice(0, end)}x${text.slice(end)}`] as const;
  });
  return [[file, text], ...copies];
}

function textOf(file: string): string {
  return readFileSync(join(repositoryRoot, folder, file), 'utf8');
}

/** Names of the files that the compiler finds an error in, with this repository's settings. */
function refusedByCompiler(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const root = copyOf('schemas', 'generators', 'tsconfig.json', 'package.json');
  for (const [name, text] of files) writeFileSync(join(root, folder, name), text);
  const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: root, encoding: 'utf8' });
  removeTree(root);
  expect(stdout).not.toContain('node_modules');
  return new Set([...stdout.matchAll(/^generators\/kubernetes\/([^(]+)\(/gm)].map(([, name = '']) => name));
}
