import { Ajv2020 } from 'ajv/dist/2020.js';
import { manifestKeywords, manifestSchemas } from '../../schemas/kubernetes/list.ts';
import type { Problem } from '../declarations/problem.ts';
import { describeError } from '../declarations/validate/messages.ts';
import type { Validator } from '../declarations/validate/validators.ts';
import type { Manifest, ManifestKind } from './manifest.ts';
import { hasVariable } from './variables.ts';

/** The schema violations of a manifest. Pointers are into the object. */
export function manifestShapeProblems({ kind, apiVersion, object }: Manifest): readonly Problem[] {
  // That version had other fields, and current operators don't serve it; `eso-api-version` reports it.
  if (apiVersion === 'external-secrets.io/v1alpha1') return [];
  const validator = validatorOf(kind);
  if (validator(object)) return [];
  const errors = (validator.errors ?? []).filter(({ data }) => !(typeof data === 'string' && hasVariable(data)));
  const problems = errors.map(describeError).filter((problem) => problem !== null);
  return problems.filter(
    ({ pointer, message }, index) =>
      problems.findIndex((other) => other.pointer === pointer && other.message === message) === index,
  );
}

function validatorOf(kind: ManifestKind): Validator {
  compiled ??= createCompiler();
  const validator = compiled.getSchema(manifestSchemas.find((entry) => entry.kind === kind)?.schema.$id ?? '');
  if (validator === undefined) throw new Error(`No schema for manifests of kind ${kind}`);
  return validator as Validator;
}

let compiled: Ajv2020 | undefined;

function createCompiler(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  for (const keyword of manifestKeywords) ajv.addKeyword(keyword);
  for (const schema of new Set(manifestSchemas.map((entry) => entry.schema))) ajv.addSchema(schema);
  return ajv;
}
