/** `npm run crds -- PATH [VERSION]`: compares our manifest schemas with real CRDs, given as files or folders. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { schemaAtVersion } from '../../schemas/kubernetes/at-version.ts';
import { manifestSchemas } from '../../schemas/kubernetes/list.ts';
import { compareSchemas, type Schema } from './compare.ts';

type Crd = {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
};

const groups = ['external-secrets.io', 'secrets-store.csi.x-k8s.io'];
/** Above every version: nothing is left out. */
const newest = '999.0';

const [, , path, version = newest] = process.argv;
if (path === undefined) {
  process.stderr.write('usage: npm run crds -- PATH [VERSION]\n');
  process.exit(64);
}
const compared = listFiles(path).flatMap(readCrds).map(compareCrd);
const differences = compared.flatMap(({ kind, lines }) => lines.map((line) => `${kind} ${line}`));
process.stdout.write([...differences, summary()].map((line) => `${line}\n`).join(''));
process.exitCode = compared.length === 0 || differences.length > 0 ? 1 : 0;

function summary(): string {
  const kinds = compared.map(({ kind }) => kind).join(', ');
  return `Compared ${kinds || 'nothing: no CRD of ours there'}: ${differences.length} differences.`;
}

function listFiles(start: string): readonly string[] {
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function readCrds(file: string): readonly Crd[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Crd | null);
  return documents.flatMap((crd) =>
    crd?.kind === 'CustomResourceDefinition' && groups.includes(crd.spec.group) && schemaOf(crd) ? [crd] : [],
  );
}

function compareCrd(crd: Crd): { readonly kind: string; readonly lines: readonly string[] } {
  const { names, versions } = crd.spec;
  const theirs = versions.find(({ name }) => name === 'v1')?.schema.openAPIV3Schema ?? {};
  const ours = schemaAtVersion(schemaOf(crd) ?? { $id: '' }, version);
  return {
    kind: names.kind,
    lines: compareSchemas(withoutRoot(ours), withoutRoot(theirs), (ref) => resolveIn(ours, ref)),
  };
}

/** Only the spec: everything around it is the same for all kinds. */
function withoutRoot(schema: Schema): Schema {
  const { spec } = schema.properties as { spec: Schema };
  return { properties: { spec } };
}

function schemaOf(crd: Crd) {
  return manifestSchemas.find(({ kind }) => kind === crd.spec.names.kind)?.schema;
}

function resolveIn(schema: Schema, reference: string): Schema {
  const [file = '', pointer = ''] = reference.split('#');
  const other = manifestSchemas.find((entry) => entry.schema.$id.endsWith(`/${file}`));
  const home = file === '' ? schema : other?.schema;
  const steps = pointer.split('/').slice(1);
  return steps.reduce<Schema>((value, step) => value[step] as Schema, home ?? {});
}
