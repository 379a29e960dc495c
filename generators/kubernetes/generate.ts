import type { ClusterDeclaration } from '../../schemas/declarations.ts';
import type { Estate, Generated, GeneratedFile } from '../../schemas/types.ts';
import { renderFolder } from './charts.ts';
import { findCollisions } from './collisions.ts';
import { consumerManifests } from './consumer-manifests.ts';
import { fileName } from './file-name.ts';
import { groupBy } from './group-by.ts';
import { accountManifests, storeManifests } from './identity-manifests.ts';
import { kustomizationFiles } from './kustomizations.ts';
import type { Manifest } from './manifest.ts';
import { type Placement, placeConsumers } from './placements.ts';
import { planStores } from './stores.ts';
import { findTooNew } from './too-new.ts';

/** Every cluster's manifests, `manifests/<environment>/<cluster>/<namespace>/<kind>-<name>.yaml`. Pure. */
export function generateKubernetes(estate: Estate): Generated {
  const { placements, findings } = placeConsumers(estate);
  const byCluster = groupBy(placements, ({ cluster }) => cluster.name);
  const manifests = estate.clusters.flatMap((cluster) =>
    clusterManifests(cluster, estate, byCluster.get(cluster.name) ?? []),
  );
  const refused = [...findings, ...findTooNew(placements), ...findCollisions(manifests)];
  return refused.length > 0
    ? { files: [], findings: refused }
    : { files: [...manifestFiles(manifests), ...kustomizationFiles(manifests)], findings: [] };
}

function clusterManifests(
  cluster: ClusterDeclaration,
  estate: Estate,
  unordered: readonly Placement[],
): readonly Manifest[] {
  const order = cluster.spec.environments;
  const placements = unordered.toSorted(
    (a, b) => order.indexOf(a.environment.name) - order.indexOf(b.environment.name),
  );
  const first = estate.environments.find(({ name }) => name === order[0]);
  const stores = planStores(placements.filter(({ consumer }) => consumer.externalSecret !== undefined));
  return [
    ...(first === undefined ? [] : accountManifests(cluster, first, placements)),
    ...storeManifests(cluster, stores.values()),
    ...placements.flatMap((placement) => consumerManifests(placement, stores)),
  ];
}

function manifestFiles(manifests: readonly Manifest[]): readonly GeneratedFile[] {
  return [...groupBy(manifests, ({ folder }) => folder)].flatMap(([folder, members]) => {
    const bodies = renderFolder(members.map(({ object }) => object));
    return members.map(({ owner, object }, index) => ({
      path: `${folder}/${fileName(object)}`,
      owner,
      body: bodies[index] ?? '',
    }));
  });
}
