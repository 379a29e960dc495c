import type { ClusterDeclaration, FluxSpec } from '../../schemas/declarations.ts';
import { groupBy } from '../../schemas/json/group-by.ts';
import { folderOf, type Manifest, managedByKeywright } from './manifest.ts';

/** The namespace that `flux bootstrap` uses, also the name of its source. */
const fluxNamespace = 'flux-system';
const bootstrapSource: NonNullable<FluxSpec['sourceRef']> = { name: 'flux-system' };

/** A Flux Kustomization for each folder of a cluster. Namespace folders wait for the cluster-wide folder. */
export function fluxManifests(cluster: ClusterDeclaration, manifests: readonly Manifest[]): readonly Manifest[] {
  if (cluster.spec.gitops !== 'flux') return [];
  const firsts = [...groupBy(manifests, ({ folder }) => folder).values()].flatMap(([first]) => first ?? []);
  return firsts.map((first) => fluxManifest(cluster, first, clusterWideNames(firsts, first)));
}

/** The Kustomization that a namespace's folder waits for, if any. */
function clusterWideNames(folders: readonly Manifest[], { environment, object }: Manifest): readonly string[] {
  if (object.metadata.namespace === undefined) return [];
  const clusterWide = folders.some(
    (other) => other.environment === environment && other.object.metadata.namespace === undefined,
  );
  return clusterWide ? [kustomizationName(environment)] : [];
}

/** Names of environments and namespaces contain no dots, so no two folders share a name. */
function kustomizationName(environment: string, namespace?: string): string {
  return `keywright.${environment}${namespace === undefined ? '' : `.${namespace}`}`;
}

function fluxManifest(
  cluster: ClusterDeclaration,
  { environment, folder, owner, object }: Manifest,
  clusterWide: readonly string[],
): Manifest {
  const { sourceRef = bootstrapSource, dependsOn = [] } = cluster.spec.flux ?? {};
  const name = kustomizationName(environment, object.metadata.namespace);
  const dependencies = [...dependsOn, ...clusterWide];
  return {
    environment,
    cluster: cluster.name,
    folder: folderOf(environment, cluster.name, '_flux'),
    owner: { managedBy: owner.managedBy, declaration: `Cluster/${cluster.name}` },
    object: {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: fluxNamespace, labels: managedByKeywright },
      spec: {
        interval: '10m',
        path: `./${folder}`,
        prune: true,
        sourceRef: { kind: sourceRef.kind ?? 'GitRepository', name: sourceRef.name },
        dependsOn: dependencies.length > 0 ? dependencies.map((dependency) => ({ name: dependency })) : undefined,
        // dependsOn waits for readiness, so this becomes ready only after the stores and ExternalSecrets.
        wait: true,
        timeout: '5m',
      },
    },
    secretsWritten: [],
    origin: {
      file: cluster.file,
      document: cluster.document,
      pointer: '/spec/gitops',
      secret: null,
      environment: null,
    },
  };
}
