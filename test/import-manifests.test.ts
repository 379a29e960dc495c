import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments, stringify } from 'yaml';
import { assembleEstate } from '../pipelines/declarations/estate.ts';
import { importedDeclarations } from '../pipelines/import/declarations.ts';
import { importManifests } from '../pipelines/import/import-manifests.ts';
import { nameOf } from '../pipelines/import/shapes.ts';
import { parseManifests } from '../pipelines/manifests/parse-manifests.ts';
import { manifestsOf } from './kubernetes/manifests-of.ts';
import { type ManifestObject, mountedObjects } from './kubernetes/validate-manifest.ts';

const environment = (region: string) => `apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example-org/platform
  aws: { accountId: "111122223333", region: ${region} }
`;

function readCase(name: string) {
  const path = `test/cases/import/${name}.yaml`;
  const text = readFileSync(path, 'utf8');
  return { text, imported: importManifests(parseManifests([{ path, text }])) };
}

/** The declarations that import prints, as an estate. */
function importedEstate(name: string, region: string) {
  const target = { environment: 'prod', cluster: 'eks', region, declared: new Map() };
  const declarations = importedDeclarations(readCase(name).imported, target);
  const text = [environment(region), ...declarations.map((one) => stringify(one))].join('---\n');
  return assembleEstate([{ path: 'secrets.d/imported.yaml', text }]);
}

describe.each([
  ['per-namespace-irsa', 'us-east-1'],
  ['cluster-store', 'us-east-1'],
  ['csi-volume', 'us-east-1'],
  ['pod-identity', 'eu-west-1'],
])('%s, in an environment of %s', (name, region) => {
  test('is imported whole, as declarations without an error', () => {
    expect(readCase(name).imported.refused).toEqual([]);
    expect(importedEstate(name, region).findings).toEqual([]);
  });

  test('is generated again with the same effect', () => {
    const generated = [...manifestsOf(importedEstate(name, region).estate).values()];
    const originals = parseAllDocuments(readCase(name).text).map((document) => document.toJS() as ManifestObject);
    for (const original of originals.filter(isReproduced)) {
      const again = generated.find((one) => identityOf(one) === identityOf(original));
      expect(again === undefined ? `${identityOf(original)} is missing` : effectOf(again)).toEqual(effectOf(original));
    }
  });
});

/** ExternalSecrets and SecretProviderClasses always, SecretStores where they are a namespace's own. */
function isReproduced({ kind }: ManifestObject): boolean {
  return ['ExternalSecret', 'SecretProviderClass', 'SecretStore'].includes(kind);
}

function identityOf({ kind, metadata }: ManifestObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

type Fields = { readonly [field: string]: unknown };

/** The spec with the operator's and the provider's own defaults filled in. */
function effectOf(manifest: ManifestObject): unknown {
  const spec = manifest.spec as Fields;
  if (manifest.kind === 'ExternalSecret') return externalSecretEffect(spec, manifest.metadata.name);
  if (manifest.kind === 'SecretStore') return storeEffect(spec);
  const { objects: _text, ...parameters } = spec.parameters as Fields;
  const secretObjects = (spec.secretObjects as readonly Fields[] | undefined)?.map(({ labels: _, data, ...rest }) => ({
    ...rest,
    data: byKey(data as readonly Fields[], 'key'),
  }));
  return { parameters, secretObjects, objects: mountedEffect(mountedObjects(manifest) as readonly Fields[]) };
}

function externalSecretEffect(spec: Fields, name: string): unknown {
  const { template, ...target } = (spec.target ?? {}) as Fields;
  const ref = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
  const data = spec.data as readonly Fields[] | undefined;
  const dataFrom = spec.dataFrom as readonly { readonly extract: Fields }[] | undefined;
  return {
    ...spec,
    refreshInterval:
      { '15m': '15m0s', '30m': '30m0s', '1h': '1h0m0s' }[String(spec.refreshInterval ?? '1h')] ?? spec.refreshInterval,
    secretStoreRef: { kind: 'SecretStore', ...(spec.secretStoreRef as Fields) },
    target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', ...target },
    template: { engineVersion: 'v2', mergePolicy: 'Replace', metadata: {}, type: 'Opaque', ...(template as Fields) },
    data:
      data &&
      byKey(data, 'secretKey').map((entry) => ({ ...entry, remoteRef: { ...ref, ...(entry.remoteRef as Fields) } })),
    dataFrom: dataFrom?.map(({ extract }) => ({ extract: { ...ref, ...extract } })),
  };
}

/** Session tags only narrow what the role's trust policy sees; the tutorials have none. */
function storeEffect(spec: Fields): unknown {
  const { sessionTags: _tags, sessionTagsPolicy: _policy, ...aws } = (spec.provider as { readonly aws: Fields }).aws;
  return aws;
}

function mountedEffect(objects: readonly Fields[]): unknown {
  return objects.map(({ objectAlias, jmesPath, ...object }) => ({
    ...object,
    file: objectAlias ?? object.objectName,
    jmesPath: jmesPath && byKey(jmesPath as readonly Fields[], 'objectAlias'),
  }));
}

function byKey(entries: readonly Fields[], key: string): readonly Fields[] {
  return entries.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
}

test('what has no place in a declaration is refused, with the reason', () => {
  const { imported } = readCase('refused');
  const reasons = imported.refused.map(({ manifest, reasons: [reason] }) => [nameOf(manifest), reason]);
  expect(imported.uses).toEqual([]);
  expect(Object.fromEntries(reasons)).toEqual({
    generated: 'spec.dataFrom[0].sourceRef has no place in a declaration',
    'found-by-tag': 'spec.dataFrom[0].find has no place in a declaration',
    joined: 'it joins several secrets',
    pinned: 'spec.data[0].remoteRef.version has no place in a declaration',
    renamed: 'the Secret has another name than the ExternalSecret',
    decoded: 'spec.dataFrom[0].extract.decodingStrategy ("Base64") has no place in a declaration',
    misspelt: expect.stringContaining('refreshInteval'),
    elsewhere: 'it reads through SecretStore vault, and a Cluster has one store: aws',
    several: 'it mounts several secrets',
    unmounted: 'no workload among the manifests mounts it, so its service account is unknown',
    'no-yaml': 'objects is no list of named secrets',
    parameter: 'objects[0].objectType ("ssmparameter") has no place in a declaration',
  });
});

test('a secret that is declared already gets only its kubernetes part', () => {
  const declared = new Map([['monitoring/grafana', 'grafana']]);
  const target = { environment: 'prod', cluster: 'eks', region: 'us-east-1', declared };
  const [, secret] = importedDeclarations(readCase('cluster-store').imported, target);
  expect(secret).toEqual({
    apiVersion: 'keywright/v1',
    kind: 'Secret',
    metadata: { name: 'grafana' },
    spec: {
      kubernetes: {
        'grafana-admin': {
          namespaces: ['monitoring'],
          serviceAccount: 'default',
          externalSecret: {
            name: 'grafana-admin',
            refreshInterval: '30m',
            keys: { 'admin-password': 'password' },
          },
        },
      },
    },
  });
});

test("a cluster away from the environment's Region reads replicas", () => {
  const target = { environment: 'prod', cluster: 'eks', region: 'us-east-1', declared: new Map() };
  const [cluster, secret] = importedDeclarations(readCase('pod-identity').imported, target);
  expect(cluster).toMatchObject({ spec: { region: 'eu-west-1' } });
  expect(secret).toMatchObject({ spec: { replicaRegions: { 'eu-west-1': {} } } });
});

test('an ExternalSecret without a store is refused, and its lack of a name is no store for the others', () => {
  const storeless = (name: string) =>
    `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: ${name}, namespace: app }\nspec: { dataFrom: [{ extract: { key: prod/${name} } }] }\n`;
  const named = storeless('named').replace('spec: {', 'spec: { secretStoreRef: { name: aws },');
  const importText = (...objects: readonly string[]) =>
    importManifests(parseManifests([{ path: 'a.yaml', text: objects.join('---\n') }]));
  const { store, refused, uses } = importText(storeless('one'), storeless('two'), named);
  expect(store?.name).toBe('aws');
  expect(uses.map(({ awsName }) => awsName)).toEqual(['prod/named']);
  expect(refused.map(({ reasons }) => reasons)).toEqual([['it names no store'], ['it names no store']]);
  expect(importText(storeless('one')).refused.map(({ reasons }) => reasons)).toEqual([['it names no store']]);
});
