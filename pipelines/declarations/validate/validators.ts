import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json } from '../../../schemas/json/json.ts';
import { annotationKeywords, type Kind, kinds, sharedSchemas } from '../../../schemas/kinds.ts';

/** What `validate` uses of one of ajv's errors (ajv's `ErrorObject` with `verbose`). */
export type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  readonly parentSchema?: { readonly [keyword: string]: unknown };
  readonly data?: unknown;
};

/** Checks one document; afterwards `errors` holds what is wrong, or null. */
export type Validator = { (document: Json): boolean; errors?: readonly SchemaError[] | null };

/**
 * The validator of one kind. The build replaces this module by code compiled ahead (scripts/build.mjs), which
 * spares every start of the command line the time to compile; a test compares the two.
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

/** All errors, with the subschema that each violates: its `x-rule` and `errorMessage` decide the finding. */
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
