import { basename, dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from '../pipelines/declarations/parse.ts';
import { readSources } from '../pipelines/declarations/read.ts';
import { annotationKeywords, kinds, sharedSchemas } from '../schemas/kinds.ts';
import { isRecord } from './subschemas.ts';

const sources = readSources(fileURLToPath(new URL('..', import.meta.url)));
const { documents, findings } = parse(sources);
const ajv = newAjv();

test("this repository's own estate can be read", () => {
  expect(findings).toEqual([]);
  expect(documents).toHaveLength(sources.length);
});

test.each(documents.map((document) => [document.file, document] as const))('%s is valid', (file, { value }) => {
  const entry = kinds.find(({ kind }) => isRecord(value) && kind === value.kind);
  const validate = ajv.getSchema(entry?.schema.$id ?? '');
  validate?.(value);
  expect(validate?.errors).toBeNull();
  expect(editorSchemaOf(file)).toBe(`schemas/${basename(entry?.schema.$id ?? '')}`);
});

test('prod has eight secrets, dev three of them', () => {
  expect(secretsOf('prod')).toEqual([
    'datadog',
    'elasticache-auth',
    'kafka-admin',
    'kafka-connect',
    'ksqldb',
    'rds-master',
    'schema-registry',
    'slack-webhook',
  ]);
  expect(secretsOf('dev')).toEqual(['kafka-admin', 'rds-master', 'schema-registry']);
});

/** The schema that editors use for a file, as a path from the repository's root. */
function editorSchemaOf(file: string): string {
  const firstLine = sources.find(({ path }) => path === file)?.text.split('\n')[0] ?? '';
  return join(dirname(file), firstLine.replace('# yaml-language-server: $schema=', ''));
}

function secretsOf(environment: string): readonly string[] {
  const secrets = documents.map(({ value }) => value).filter((value) => isRecord(value) && value.kind === 'Secret');
  return secrets
    .filter((value) => JSON.stringify(at(value, 'spec', 'environments')).includes(`"${environment}"`))
    .map((value) => String(at(value, 'metadata', 'name')));
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  for (const keyword of annotationKeywords) ajv.addKeyword(keyword);
  for (const schema of [...kinds.map(({ schema }) => schema), ...sharedSchemas]) ajv.addSchema(schema);
  return ajv;
}
