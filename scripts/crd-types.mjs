// Writes the TypeScript types for the schemas in schemas/kubernetes, each beside its schema: NAME.schema.json gives
// NAME.types.ts. With --check it changes nothing and exits with 1 if something is stale.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'schemas/kubernetes';
const isCheck = process.argv.includes('--check');
const { manifestSchemas, providerObjectsSchema } = await loadSchemas();
const schemas = new Map([...manifestSchemas.map(({ schema }) => schema), providerObjectsSchema].map((s) => [s.$id, s]));

const texts = new Map([...schemas.values()].map((schema) => [pathOf(schema), format(pathOf(schema), typesOf(schema))]));
for (const [path, text] of texts) update(path, text);
for (const name of readdirSync(root + folder)) {
  const path = `${folder}/${name}`;
  if (name.endsWith('.types.ts') && !texts.has(path)) stale(path, 'has no schema; remove it');
}

/** The sources are TypeScript, which Node 20 can't load directly. */
async function loadSchemas() {
  const options = { bundle: true, format: 'esm', platform: 'node', write: false };
  const { outputFiles } = await build({ ...options, entryPoints: [`${root}${folder}/list.ts`] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function pathOf({ $id }) {
  return `${folder}/${$id.slice($id.lastIndexOf('/') + 1).replace('.schema.json', '.types.ts')}`;
}

/** The text of one file of types. Each object gets its own type, so that the code that builds it can name the type. */
function typesOf(schema) {
  const kinds = manifestSchemas.filter((one) => one.schema === schema).map(({ kind }) => `'${kind}'`);
  const name = pascal(pathOf(schema).slice(folder.length + 1, -'.types.ts'.length));
  const file = { schema, name, types: new Map() };
  if (kinds.length > 0) manifestType(file, kinds.join(' | '));
  else addType(file, name, schema, () => typeOf(schema, file, `${name}Item`));
  const header = [
    `// Generated from ${pathOf(schema).replace('.types.ts', '.schema.json')} by npm run docs; don't edit.`,
    ...(kinds.length > 0 ? ["import type { ObjectMeta } from './object-meta.ts';"] : []),
  ];
  return [header.join('\n'), ...[...file.types.values()].map(({ text }) => text)].join('\n\n');
}

/**
 * As `cdk8s import` has it: metadata has Kubernetes' own type, and status is left out because the operator writes it.
 */
function manifestType(file, kinds) {
  addType(file, file.name, file.schema, () => {
    const { spec } = file.schema.properties;
    return `{
      readonly apiVersion: string;
      readonly kind: ${kinds};
      readonly metadata: ObjectMeta;
      readonly spec: ${typeOf(spec, file, `${file.name}Spec`)};
    }`;
  });
}

/** Reserves its place in the file before the type is made, so that an object comes before its parts. */
function addType(file, name, schema, make) {
  const type = { schema, text: '' };
  file.types.set(name, type);
  type.text = `${comment(schema)}export type ${name} = ${make()};`;
}

/** `name` names the type of an object, or of an array's items. */
function typeOf(schema, file, name) {
  if (schema.$ref !== undefined) return referredType(schema.$ref, file, name);
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
  if (schema.const !== undefined) return literal(schema.const);
  if (schema['x-kubernetes-int-or-string'] === true) return 'number | string';
  const types = [schema.type ?? []].flat();
  if (types.length > 0) return types.map((type) => typeNamed(type, schema, file, name)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeOf(one, file, name)).join(' | ');
  if (schema['x-kubernetes-preserve-unknown-fields'] === true) return 'unknown';
  throw new Error(`${file.schema.$id}: no type for ${name}; teach scripts/crd-types.mjs ${Object.keys(schema)}`);
}

function typeNamed(type, schema, file, name) {
  switch (type) {
    case 'null':
    case 'boolean':
    case 'string':
    case 'number':
      return type;
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${schema.items === undefined ? 'unknown' : typeOf(schema.items, file, name)})[]`;
    case 'object':
      return objectType(schema, file, name);
    default:
      throw new Error(`${file.schema.$id}: ${name} has the type ${type}, which scripts/crd-types.mjs doesn't know`);
  }
}

function objectType(schema, file, name) {
  const isMap = typeof schema.additionalProperties === 'object';
  if (schema.properties === undefined) {
    return `{ readonly [key: string]: ${isMap ? typeOf(schema.additionalProperties, file, `${name}Value`) : 'unknown'} }`;
  }
  const made = file.types.get(name);
  if (made === undefined) addType(file, name, schema, () => `{\n${fields(withCondition(schema), file, name)}\n}`);
  else if (made.schema !== schema) throw new Error(`${file.schema.$id}: two objects would be named ${name}`);
  return name;
}

/**
 * An optional field can also be `undefined`, which is left out when the object is written. An object accepts only the
 * fields that it names, because the API server drops others, unless its schema is explicitly open.
 */
function fields(schema, file, name) {
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties).map(([field, value]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(field) ? field : literal(field);
    const type = typeOf(value, file, name + pascal(field));
    const text = required.has(field) ? `${key}: ${type}` : `${key}?: ${type} | undefined`;
    return `${comment(value)}readonly ${text};`;
  });
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true || (schema.additionalProperties ?? false) !== false;
  return [...lines, ...(isOpen ? ['readonly [field: string]: unknown;'] : [])].join('\n');
}

/** `if` a field has one value, `then`: the type is for that value, which Keywright's own objects have. */
function withCondition(schema) {
  const decided = Object.entries(schema.if?.properties ?? {}).filter(([, { const: value }]) => value !== undefined);
  if (schema.then === undefined || decided.length === 0) return schema;
  const { if: condition, then, ...rest } = schema;
  return {
    ...rest,
    required: [...(rest.required ?? []), ...(then.required ?? [])],
    properties: { ...rest.properties, ...then.properties, ...condition.properties },
  };
}

/** A definition in the same file gets its own type; one from another file is written inline. */
function referredType(ref, file, name) {
  const { href, hash } = new URL(ref, file.schema.$id);
  const schema = schemas.get(href.replace(hash, ''));
  const definition = hash.replace('#/$defs/', '');
  const target = schema?.$defs?.[definition];
  if (target === undefined) throw new Error(`${file.schema.$id}: ${ref} leads nowhere`);
  return typeOf(target, file, schema === file.schema ? file.name + pascal(definition) : name);
}

function comment({ description }) {
  return description === undefined ? '' : `/** ${description} */\n`;
}

function pascal(text) {
  return text.replaceAll(/(?:^|-)([a-zA-Z])/g, (_whole, letter) => letter.toUpperCase());
}

function literal(value) {
  return JSON.stringify(value);
}

function format(path, text) {
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  const args = [biome, 'format', '--colors=off', `--stdin-file-path=${path}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path} can't be formatted: ${stderr}`);
  return stdout;
}

function update(path, text) {
  if (existsSync(root + path) && readFileSync(root + path, 'utf8') === text) return;
  if (isCheck) stale(path, 'is stale; run: npm run docs');
  else writeFileSync(root + path, text);
}

function stale(path, what) {
  console.error(`${path} ${what}`);
  process.exitCode = 1;
}
