import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { schemaAtVersion } from '../../schemas/kubernetes/at-version.ts';
import { manifestKeywords, manifestSchemas, providerObjectsSchema } from '../../schemas/kubernetes/list.ts';

export type ManifestObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
};

/** Violations of our manifest schemas as an operator of `version` has them; empty for a valid manifest. */
export function violationsAt(version: string): (manifest: ManifestObject) => readonly string[] {
  const ajv = new Ajv2020.default({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  for (const keyword of manifestKeywords) ajv.addKeyword(keyword);
  const schemas = new Map(manifestSchemas.map(({ schema }) => [schema.$id, schemaAtVersion(schema, version)]));
  for (const schema of schemas.values()) ajv.addSchema(schema);
  const objects = ajv.compile(providerObjectsSchema);
  return (manifest) => {
    const listed = manifestSchemas.find(({ kind }) => kind === manifest.kind);
    const validate = listed && ajv.getSchema(listed.schema.$id);
    if (validate === undefined) return [`no schema for ${manifest.kind}`];
    return [...errorsOf(validate, manifest), ...errorsOf(objects, mountedObjects(manifest))];
  };
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  if (value === undefined || validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What a SecretProviderClass mounts, parsed; undefined for other kinds. */
export function mountedObjects({ kind, spec }: ManifestObject): unknown {
  if (kind !== 'SecretProviderClass') return undefined;
  const { parameters } = spec as { parameters?: { objects?: string } };
  return parse(parameters?.objects ?? '', { version: '1.1' });
}
