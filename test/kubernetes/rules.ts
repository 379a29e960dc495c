import { type ManifestObject, mountedObjects } from './validate-manifest.ts';

type ExternalSecretSpec = {
  readonly secretStoreRef: { readonly kind: string; readonly name: string };
  readonly target: { readonly creationPolicy: string; readonly deletionPolicy: string };
  readonly data?: readonly { readonly secretKey: string }[];
  readonly dataFrom?: readonly unknown[];
};

type MountedObject = {
  readonly objectName: string;
  readonly objectAlias: string;
  readonly jmesPath?: readonly { readonly path: string; readonly objectAlias: string }[];
};

/** What the operator's webhook and the AWS provider refuse, and no CRD can say. Empty for a good manifest. */
export function refusals(manifest: ManifestObject): readonly string[] {
  if (manifest.kind === 'ExternalSecret') return externalSecretRefusals(manifest.spec as ExternalSecretSpec);
  if (manifest.kind === 'SecretProviderClass') return providerRefusals(manifest);
  if (manifest.kind === 'SecretStore') return storeRefusals(manifest);
  return [];
}

function externalSecretRefusals({ target, data = [], dataFrom = [] }: ExternalSecretSpec): readonly string[] {
  const keys = data.map(({ secretKey }) => secretKey);
  const shared = ['Merge', 'None', 'CreateOrMerge'].includes(target.creationPolicy);
  return [
    ...(data.length + dataFrom.length === 0 ? ['neither data nor dataFrom'] : []),
    ...(target.deletionPolicy === 'Delete' && shared ? [`Delete with ${target.creationPolicy}`] : []),
    ...(new Set(keys).size < keys.length ? ['duplicate secretKey'] : []),
  ];
}

function storeRefusals({ metadata, spec }: ManifestObject): readonly string[] {
  const namespaces = [...JSON.stringify(spec).matchAll(/"namespace":"([^"]*)"/g)].map(([, name]) => name);
  return namespaces.filter((name) => name !== metadata.namespace).map((name) => `refers to namespace ${name}`);
}

function providerRefusals(manifest: ManifestObject): readonly string[] {
  const objects = mountedObjects(manifest) as readonly MountedObject[];
  const { parameters, secretObjects = [] } = manifest.spec as {
    readonly parameters: { readonly region: string; readonly failoverRegion?: string };
    readonly secretObjects?: readonly { readonly data: readonly { readonly objectName: string }[] }[];
  };
  const aliases = objects.flatMap(({ objectAlias, jmesPath = [] }) => [
    objectAlias,
    ...jmesPath.map((entry) => entry.objectAlias),
  ]);
  const mounted = aliases.map((alias) => alias.replaceAll('/', '_'));
  const synced = secretObjects.flatMap(({ data }) => data.map(({ objectName }) => objectName));
  return [
    ...(new Set(aliases).size < aliases.length ? ['alias used twice'] : []),
    ...(parameters.region === parameters.failoverRegion ? ['fails over to the same Region'] : []),
    ...synced.filter((name) => !mounted.includes(name)).map((name) => `secretObjects names ${name}, which is no file`),
  ];
}
