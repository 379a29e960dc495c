// Fills the generated parts of docs/declarations.md from the schemas and the secret types.
// `npm run docs` writes; with --check it changes nothing and ends 1 where the page is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}docs/declarations.md`;

/**
 * Not documented field by field: repeated settings, shapes that IAM and ESO define, and tiers that repeat the first.
 */
const NOT_DESCENDED = [
  /\.(defaults|overrides\.\*)$/,
  /\.resourcePolicy$/,
  /\.template$/,
  /\.rules$/,
  /\.tiers\.(staging|development)$/,
];

const { kinds, sharedSchemas, secretTypes } = await loadSchemas();
const schemas = new Map([...kinds.map(({ schema }) => schema), ...sharedSchemas].map((one) => [one.$id, one]));

const before = readFileSync(page, 'utf8');
const after = before.replaceAll(
  /(<!-- generated: (\S+) (\S+) -->\n)[\s\S]*?(<!-- end -->)/g,
  (_whole, start, what, name, end) => `${start}${what === 'fields' ? fieldTable(name) : typeTable()}${end}`,
);
if (after !== before) finish();

function finish() {
  if (process.argv.includes('--check')) {
    console.error('docs/declarations.md is stale; run: npm run docs');
    process.exitCode = 1;
  } else {
    writeFileSync(page, after);
  }
}

/** The sources are TypeScript, which Node 20 can't load directly. */
async function loadSchemas() {
  const contents = "export * from './schemas/kinds.ts'; export { secretTypes } from './schemas/secret-types/list.ts';";
  const options = { bundle: true, format: 'esm', write: false, stdin: { contents, resolveDir: root, loader: 'ts' } };
  const { outputFiles } = await build(options);
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function fieldTable(kind) {
  const { schema } = kinds.find((entry) => entry.kind === kind);
  const rows = fieldsOf('spec', schema.properties.spec, schema).slice(1);
  const lines = rows.map(({ path, type, text }) => `| \`${path.replace('spec.', '')}\` | ${type} | ${text} |`);
  return ['', '| Field of `spec` | Type | Meaning |', '|---|---|---|', ...lines, '', ''].join('\n');
}

/**
 * One row for the schema itself, then those of everything inside it. `home`: the schema that `$ref`s are relative to.
 */
function fieldsOf(path, schema, home, required = false) {
  const { target, home: inner, description } = resolveReference(schema, home);
  const text = `${required ? '**Required.** ' : ''}${description}`;
  const row = { path, type: typeOf(target), text: text.replaceAll('|', '\\|') };
  return [row, ...(NOT_DESCENDED.some((end) => end.test(path)) ? [] : childrenOf(path, target, inner))];
}

function childrenOf(path, schema, home) {
  const required = [schema, ...(schema.allOf ?? [])].flatMap((part) => part.required ?? []);
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
    fieldsOf(`${path}.${name}`, child, home, required.includes(name)),
  );
  const others = isObject(schema.additionalProperties) ? fieldsOf(`${path}.*`, schema.additionalProperties, home) : [];
  const items = isObject(schema.items) ? fieldsOf(`${path}[]`, schema.items, home).slice(1) : [];
  return [...named, ...others, ...items];
}

/** The first description on the way to the target is the most specific one. */
function resolveReference(schema, home, description = schema.description) {
  if (schema.$ref === undefined) return { target: schema, home, description };
  const { href, hash } = new URL(schema.$ref, home.$id);
  const file = schemas.get(href.slice(0, href.length - hash.length));
  const keys = hash.slice(2).split('/').filter(Boolean);
  const next = keys.reduce((value, key) => value[key], file);
  return resolveReference(next, file, description ?? next.description);
}

function typeOf({ type, enum: values, items }) {
  if (values !== undefined && values.length < 10) return values.filter(Boolean).map(code).join(', ');
  const types = [type].flat().filter((name) => name !== 'null' && name !== undefined);
  return types.map((name) => (name === 'array' && items !== undefined ? 'list' : name)).join(', ');
}

function typeTable() {
  const header = ['Type', 'What it is', 'Keys', 'Also lives in', 'Rotated by a function'];
  const rows = secretTypes.map((type) => [
    code(type.name),
    type.description,
    Object.entries(type.keys).map(keyCell).join(', ') || (type.shape === 'opaque' ? 'none' : 'any'),
    type.alsoLivesIn ?? '',
    type.rotationStrategies.join(', ') || 'no',
  ]);
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return ['', ...lines, '', ''].join('\n');
}

function keyCell([name, { sensitive, required }]) {
  const shown = sensitive ? `**${code(name)}**` : code(name);
  return required ? shown : `${shown}?`;
}

function code(text) {
  return `\`${text}\``;
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}
