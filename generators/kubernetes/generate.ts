import { ApiObject, App, Chart } from 'cdk8s';
import type { ClusterDeclaration } from '../../schemas/declarations.ts';
import { groupBy } from '../../schemas/json/group-by.ts';
import type { Estate, Generated, GeneratedFile } from '../../schemas/types.ts';
import { findCollisions } from './collisions.ts';
import { consumerManifests } from './consumer-manifests.ts';
import { fluxManifests } from './flux.ts';
import { accountManifests, storeManifests } from './identity-manifests.ts';
import { kustomizationFiles } from './kustomizations.ts';
import { fileName, type KubernetesObject, type Manifest } from './manifest.ts';
import { type Placement, placeConsumers } from './placements.ts';
import { podIdentityFiles } from './pod-identity-associations.ts';
import { planStores } from './stores.ts';
import { findTooNew } from './too-new.ts';
import { toYaml } from './yaml.ts';

/** Every cluster's manifests, `manifests/<environment>/<cluster>/<namespace>/<kind>-<name>.yaml`. Pure. */
export function generateKubernetes(estate: Estate): Generated {
  const { placements, findings } = placeConsumers(estate);
  const byCluster = groupBy(placements, ({ cluster }) => cluster.name);
  const parts = estate.clusters.map((cluster) => generateCluster(cluster, estate, byCluster.get(cluster.name) ?? []));
  const manifests = parts.flatMap((part) => part.manifests);
  const refused = [...findings, ...findTooNew(placements), ...findCollisions(manifests)];
  if (refused.length > 0) return { files: [], findings: refused };
  const others = parts.flatMap((part) => part.files);
  return { files: [...manifestFiles(manifests), ...kustomizationFiles(manifests), ...others], findings: [] };
}

type ClusterOutput = { readonly manifests: readonly Manifest[]; readonly files: readonly GeneratedFile[] };

function generateCluster(cluster: ClusterDeclaration, estate: Estate, unordered: readonly Placement[]): ClusterOutput {
  const order = cluster.spec.environments;
  const first = estate.environments.find(({ name }) => name === order[0]);
  if (first === undefined) return { manifests: [], files: [] };
  const placements = unordered.toSorted(
    (a, b) => order.indexOf(a.environment.name) - order.indexOf(b.environment.name),
  );
  const stores = planStores(placements.filter(({ consumer }) => consumer.externalSecret !== undefined));
  const manifests = [
    ...accountManifests(cluster, first, placements),
    ...storeManifests(cluster, stores.values()),
    ...placements.flatMap((placement) => consumerManifests(placement, stores)),
  ];
  return {
    manifests: [...manifests, ...fluxManifests(cluster, manifests)],
    files: podIdentityFiles(cluster, first),
  };
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

/** The objects of one output folder as YAML texts, in order. */
function renderFolder(objects: readonly KubernetesObject[]): readonly string[] {
  // One short-lived App per folder: rendering a chart resolves its whole App again.
  const app = new App();
  // The objects are plain data, so cdk8s need not search every field for lazy values.
  app.resolvers.splice(0);
  const chart = new Chart(app, 'chart');
  return objects.map((object, index) => toYaml(new ApiObject(chart, `${index}`, object).toJson()));
}
