import type { Consumer, ServiceAccountIdentity } from '../../schemas/declarations.ts';
import { groupBy } from '../../schemas/json/group-by.ts';
import type { Json } from '../../schemas/json/json.ts';
import type { ImportedManifests } from './import-manifests.ts';
import { nameOf } from './shapes.ts';
import type { Use } from './uses.ts';

export type ImportTarget = {
  readonly environment: string;
  readonly cluster: string;
  readonly region: string;
  /** Declared secrets by their name in AWS; only their `kubernetes` part is written. */
  readonly declared: ReadonlyMap<string, string>;
};

/** The oldest operator version that serves the current API: it knows every field written for it. */
const oldestVersion = '0.16';

/** Declarations from which Keywright generates manifests equivalent to the imported ones: a Cluster, and Secrets. */
export function importedDeclarations(imported: ImportedManifests, target: ImportTarget): readonly Json[] {
  if (imported.uses.length === 0) return [];
  const secrets = [...groupBy(imported.uses, ({ awsName }) => awsName)];
  const labels = uniqueLabels(secrets.map(([awsName]) => awsName));
  return [
    clusterDeclaration(imported, target),
    ...secrets.map(([awsName, uses]) =>
      secretDeclaration({ awsName, label: labels.get(awsName) ?? '', uses }, imported.region ?? target.region, target),
    ),
  ];
}

/** A label for each name in AWS; names that would get the same label are numbered. */
function uniqueLabels(names: readonly string[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const label = labelOf(name);
    let unique = label;
    for (let count = 2; taken.has(unique); count++) unique = `${label.slice(0, 60)}-${count}`;
    taken.add(unique);
    labels.set(name, unique);
  }
  return labels;
}

function clusterDeclaration(imported: ImportedManifests, target: ImportTarget): Json {
  const { store, serviceAccounts } = imported;
  const hasFiles = imported.uses.some(({ consumer }) => consumer.secretProviderClass !== undefined);
  const accounts = Object.entries(serviceAccounts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return declaration('Cluster', target.cluster, {
    environments: [target.environment],
    region: imported.region ?? target.region,
    ...(store !== null && {
      externalSecrets: {
        version: oldestVersion,
        store: { kind: store.kind, name: store.name, ...(store.create && { create: true }) },
      },
    }),
    ...(hasFiles && { csi: { driverVersion: '1.6' } }),
    serviceAccounts: Object.fromEntries(accounts.map(([account, identity]) => [account, plain(identity)])),
  });
}

type ImportedSecret = { readonly awsName: string; readonly label: string; readonly uses: readonly Use[] };

function secretDeclaration({ awsName, label, uses }: ImportedSecret, region: string, target: ImportTarget): Json {
  const kubernetes = Object.fromEntries(
    uses.map((use, index) => [consumerName(use, uses.slice(0, index)), plain(use.consumer)]),
  );
  const declared = target.declared.get(awsName);
  if (declared !== undefined) return declaration('Secret', declared, { kubernetes });
  // A cluster outside the primary's Region reads a replica.
  const elsewhere = [region, ...uses.flatMap(({ failoverRegion }) => failoverRegion ?? [])];
  const regions = [...new Set(elsewhere)].filter((one) => one !== target.region);
  return declaration('Secret', label, {
    type: uses[0]?.isText === true ? 'text' : 'opaque',
    owner: 'unassigned',
    description: `Imported from the manifests that read ${awsName}`,
    environments: [target.environment],
    secretName: awsName,
    // Nothing changes in AWS until the value is declared and the secret is adopted.
    manage: false,
    ...(regions.length > 0 && { replicaRegions: Object.fromEntries(regions.map((region) => [region, {}])) }),
    kubernetes,
  });
}

function declaration(kind: string, name: string, spec: { readonly [field: string]: Json }): Json {
  return { apiVersion: 'keywright/v1', kind, metadata: { name }, spec };
}

/** The manifest's name; with its namespace and kind if other consumers have the same name. */
function consumerName({ manifest, consumer }: Use, before: readonly Use[]): string {
  const name = labelOf(nameOf(manifest));
  const isTaken = before.some((other) => labelOf(nameOf(other.manifest)) === name);
  return isTaken ? labelOf(`${consumer.namespaces[0]}-${name}-${manifest.kind}`) : name;
}

/** A DNS-1123 label that resembles the name. */
function labelOf(name: string): string {
  const label = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return label.slice(0, 63).replace(/-+$/, '') || 'secret';
}

/** Without fields that are undefined. */
function plain(value: Consumer | ServiceAccountIdentity): Json {
  return JSON.parse(JSON.stringify(value));
}
