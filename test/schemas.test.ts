import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { rules } from '../pipelines/rules/list.ts';
import { bundleSchema } from '../schemas/bundle-schema.ts';
import { annotationKeywords, type JsonSchema, kinds, sharedSchemas } from '../schemas/kinds.ts';
import { secretTypes } from '../schemas/secret-types/list.ts';
import { isRecord, subschemas } from './subschemas.ts';

const schemas = [...kinds.map(({ schema }) => schema), ...sharedSchemas];
const settingsSchema = sharedSchemas.find(({ $id }) => $id.endsWith('/settings.schema.json'));
const ajv = newAjv();
for (const schema of schemas) ajv.addSchema(schema);

const ruleIds = rules.map(({ id }) => id);

describe.each(schemas.map((schema) => [schema.$id.slice(schema.$id.lastIndexOf('/') + 1), schema] as const))(
  '%s',
  (_file, schema) => {
    const places = subschemas(schema);

    test('compiles in strict mode', () => {
      expect(ajv.getSchema(schema.$id)).toBeInstanceOf(Function);
    });

    test('describes every property', () => {
      const conditional = (path: string) => /\/(then|else|if|allOf|dependentSchemas)\//.test(path);
      const properties = places.filter(({ parent, path }) => parent.endsWith('roperties') && !conditional(path));
      expect(properties.filter((place) => !described(place.schema, schema)).map(({ path }) => path)).toEqual([]);
    });

    test('is closed wherever it admits an object', () => {
      const objects = places.filter((place) => admitsObject(place.schema.type));
      expect(objects.filter((place) => place.schema.additionalProperties === undefined).map((p) => p.path)).toEqual([]);
    });

    test('has examples that are valid', () => {
      for (const place of places.filter(({ schema }) => schema.examples !== undefined)) {
        const validate = ajv.compile({ $ref: `${schema.$id}#${place.path}` });
        for (const example of listOf(place.schema.examples)) {
          expect({ path: place.path, example, errors: errorsOf(validate, example) }).toMatchObject({ errors: [] });
        }
      }
    });

    test('names only rules that exist', () => {
      const named = places.flatMap(({ schema: { 'x-rule': rule } }) => (rule === undefined ? [] : [rule]));
      expect(named.filter((rule) => !ruleIds.includes(String(rule)))).toEqual([]);
    });
  },
);

test('a Secret has every setting, and nothing else beside type, environments and overrides', () => {
  const own = ['type', 'environments', 'overrides'];
  const spec = at(schemaOf('Secret'), 'properties', 'spec', 'properties');
  const settings = at(settingsSchema, 'properties');
  expect(Object.keys(spec).filter((name) => !own.includes(name))).toEqual(Object.keys(settings));
});

test('the enum of `type` lists the secret types', () => {
  const type = at(schemaOf('Secret'), 'properties', 'spec', 'properties', 'type');
  expect(type.enum).toEqual(secretTypes.map(({ name }) => name));
});

test.each(kinds.map(({ kind }) => kind))('the bundled schema of %s stands alone and judges alike', (kind) => {
  const bundled = bundleSchema(kind);
  const validate = newAjv().compile(bundled);
  for (const example of listOf(bundled.examples)) expect(errorsOf(validate, example)).toEqual([]);
  expect(validate({})).toBe(false);
  expect(JSON.stringify(bundled)).not.toContain('.schema.json#');
});

const secretDocument = (settings: object) => ({
  apiVersion: 'keywright/v1',
  kind: 'Secret',
  metadata: { name: 'datadog' },
  spec: { type: 'application', environments: ['prod'], ...settings },
});

test.each([
  ['a misspelt field', { recoveryWindow: 7 }, ['/spec additionalProperties schema']],
  ['a misspelt source', { value: { a: { genrate: {} } } }, ['/spec/value/a additionalProperties schema']],
  ['no source', { value: { a: {} } }, ['/spec/value/a minProperties schema']],
  ['a generation alone', { value: { a: { generation: 2 } } }, ['/spec/value/a minProperties schema']],
  ['two sources', { value: { a: { generate: {}, fromEnv: 'A' } } }, ['/spec/value/a/fromEnv not schema']],
  ['a list as a value', { value: { a: [1] } }, ['/spec/value/a type schema']],
  ['a short window', { recoveryWindowInDays: 3 }, ['/spec/recoveryWindowInDays minimum recovery-window-range']],
  ['a key without alias/', { kmsKeyId: 'prod' }, ['/spec/kmsKeyId pattern kms-key-format']],
  ['an empty owner', { owner: '' }, ['/spec/owner minLength owner-required']],
  ['an owner of another type', { owner: 5 }, ['/spec/owner type schema']],
  ['a long description', { description: 'x'.repeat(2049) }, ['/spec/description maxLength description-length']],
  ['a reserved tag', { tags: { 'AWS:x': 'y' } }, ['/spec/tags/AWS:x not tag-reserved-prefix']],
  ['a bad tag key', { tags: { 'a*b': 'y' } }, ['/spec/tags/a*b not tag-limits']],
  ['a numeric tag', { tags: { CostCenter: 4711 } }, ['/spec/tags/CostCenter type schema']],
  ['a long tag', { tags: { Note: 'x'.repeat(257) } }, ['/spec/tags/Note maxLength tag-limits']],
  [
    'a role as function',
    { rotation: { lambdaArn: 'arn:aws:iam::111122223333:role/x' } },
    ['/spec/rotation/lambdaArn pattern rotation-lambda-arn'],
  ],
  ['rotation by nobody', { rotation: { automaticallyAfterDays: 30 } }, ['/spec/rotation required schema']],
  [
    'manual with a schedule',
    { rotation: { manual: true, schedule: 'rate(30 days)' } },
    ['/spec/rotation/schedule not schema'],
  ],
  [
    'a period of no days',
    { overrides: { dev: { rotation: { manual: true, automaticallyAfterDays: 0 } } } },
    ['/spec/overrides/dev/rotation/automaticallyAfterDays minimum rotation-period-range'],
  ],
  [
    'a type in an override',
    { overrides: { dev: { type: 'text' } } },
    ['/spec/overrides/dev additionalProperties schema'],
  ],
  [
    'a mode that is no mode',
    { kubernetes: { a: { secretProviderClass: { filePermission: '400' } } } },
    ['/spec/kubernetes/a/secretProviderClass/filePermission pattern csi-object-invalid'],
  ],
  [
    'days as a Go duration',
    { kubernetes: { a: { externalSecret: { refreshInterval: '1d' } } } },
    ['/spec/kubernetes/a/externalSecret/refreshInterval pattern eso-refresh-interval'],
  ],
  [
    "a key that cdk8s would take for the object's own",
    {
      kubernetes: {
        a: {
          externalSecret: {
            template: { data: { constructor: 'x' }, metadata: { labels: JSON.parse('{"__proto__":"x"}') } },
          },
        },
      },
    },
    [
      '/spec/kubernetes/a/externalSecret/template/metadata/labels/__proto__ not schema',
      '/spec/kubernetes/a/externalSecret/template/data/constructor not schema',
    ],
  ],
  [
    'a statement without Sid',
    { resourcePolicy: { Statement: [{ Effect: 'Deny' }] } },
    ['/spec/resourcePolicy/Statement/0 required policy-document'],
  ],
])('%s is one violation, of the right rule', (_what, settings, expected) => {
  expect(violations('Secret', secretDocument(settings))).toEqual(expected);
});

test('every setting may be null in every layer', () => {
  const names = Object.keys(at(settingsSchema, 'properties'));
  const layer = Object.fromEntries(names.map((name) => [name, null]));
  expect(violations('Secret', secretDocument({ ...layer, overrides: { prod: layer } }))).toEqual([]);
});

test('a rule is off or an object, a waiver gives its reason', () => {
  const document = (kind: string, spec: object) => ({
    apiVersion: 'keywright/v1',
    kind,
    metadata: { name: 'a' },
    spec,
  });
  expect(violations('Policy', document('Policy', { rules: { 'required-tags': 'on' } }))).toEqual([
    '/spec/rules/required-tags pattern schema',
  ]);
  const waiver = { rule: 'required-tags', owner: 'team-data', expires: '2027-01-31' };
  expect(violations('Waivers', document('Waivers', { waivers: [waiver] }))).toEqual([
    '/spec/waivers/0 required waiver-invalid',
  ]);
});

function newAjv(): Ajv2020 {
  const created = new Ajv2020({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true });
  addFormats.default(created);
  for (const keyword of annotationKeywords) created.addKeyword(keyword);
  return created;
}

/** As the pipeline reads them: the `if` around a violation adds nothing. */
function violations(kind: string, document: unknown): readonly string[] {
  const validate = ajv.getSchema(schemaOf(kind).$id);
  if (validate === undefined) throw new Error(`no schema for ${kind}`);
  return errorsOf(validate, document);
}

function errorsOf(validate: ValidateFunction, document: unknown): readonly string[] {
  validate(document);
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return errors.map((e) => `${e.instancePath} ${e.keyword} ${e.parentSchema?.['x-rule'] ?? 'schema'}`);
}

/** In its own words, or where it points without a word. */
function described(schema: Readonly<Record<string, unknown>>, root: JsonSchema): boolean {
  if (typeof schema.description === 'string') return schema.description.length > 0;
  if (typeof schema.$ref !== 'string') return false;
  const { href, hash } = new URL(schema.$ref, root.$id);
  const file = schemas.find(({ $id }) => $id === href.slice(0, href.length - hash.length));
  return described(at(file, ...hash.slice(2).split('/').filter(Boolean)), root);
}

function admitsObject(type: unknown): boolean {
  return type === 'object' || (Array.isArray(type) && type.includes('object'));
}

function schemaOf(kind: string): JsonSchema {
  const found = kinds.find((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`no kind ${kind}`);
  return found.schema;
}

function at(schema: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> {
  const found = keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), schema);
  if (!isRecord(found)) throw new Error(`nothing at ${keys.join('/')}`);
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
