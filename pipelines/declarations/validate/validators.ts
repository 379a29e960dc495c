import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json } from '../../../schemas/json/json.ts';
import { annotationKeywords, type Kind, kinds, sharedSchemas } from '../../../schemas/kinds.ts';

/** The part of an ajv error that `validate` uses (ajv's `ErrorObject` with `verbose`). */
export type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  readonly parentSchema?: { readonly [keyword: string]: unknown };
  readonly data?: unknown;
};

/** Checks one document; afterwards `errors` holds the errors, or null. */
export type Validator = { (document: Json): boolean; errors?: readonly SchemaError[] | null };

/**
 * The validator of one kind. The build replaces this module with precompiled code (scripts/build.mjs), so that the
 * command line starts faster; a test compares the two.
 */
export function validatorOf(kind: Kind): Validator {
  const validator = compiler().getSchema(schemaIds[kind] ?? '');
  if (validator === undefined) throw new Error(`No schema for kind ${kind}`);
  return validator as Validator;
}

let compiled: Ajv2020 | undefined;

function compiler(): Ajv2020 {
  compiled ??= createCompiler();
  return compiled;
}

/** Reports all errors, each with the violated subschema, whose `x-rule` and `errorMessage` determine the finding. */
export function createCompiler(code: { source?: boolean; esm?: boolean } = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, code });
  for (const keyword of annotationKeywords) ajv.addKeyword(keyword);
  ajvFormats.default(ajv, ['date', 'regex']);
  for (const schema of sharedSchemas) ajv.addSchema(schema);
  for (const { schema } of kinds) ajv.addSchema(schema);
  return ajv;
}

/** The `$id` of each kind's schema. */
export const schemaIds: { readonly [kind: string]: string } = Object.fromEntries(
  kinds.map(({ kind, schema }) => [kind, schema.$id]),
);
