import type {
  ClusterDeclaration,
  Consumer,
  EnvironmentDeclaration,
  ServiceAccountIdentity,
} from '../../schemas/declarations.ts';
import type { DesiredSecret, Estate, Finding } from '../../schemas/types.ts';
import { refusal } from './finding.ts';
import type { Origin } from './manifest.ts';
import { pointerTo } from './pointer.ts';
import { readRegion } from './regions.ts';

/** One consumer of one secret in one namespace of one cluster. */
export type Placement = {
  readonly desired: DesiredSecret;
  readonly environment: EnvironmentDeclaration;
  readonly cluster: ClusterDeclaration;
  readonly namespace: string;
  readonly consumerName: string;
  readonly consumer: Consumer;
  readonly identity: ServiceAccountIdentity;
  /** The Region that this cluster reads the secret in. */
  readonly region: string;
};

export type Placements = { readonly placements: readonly Placement[]; readonly findings: readonly Finding[] };

/**
 * Where every secret is consumed. Clusters and service accounts that nothing declares are skipped: resolve has
 * reported them. What the cluster lacks for a consumer gives findings instead of placements.
 */
export function placeConsumers(estate: Estate): Placements {
  const environments = new Map(estate.environments.map((environment) => [environment.name, environment]));
  const present = estate.desired.filter(({ spec }) => spec.state === 'present');
  const placed = present.flatMap((desired) => {
    const environment = environments.get(desired.environment);
    if (environment === undefined) return [];
    return Object.entries(desired.spec.kubernetes).map(([consumerName, consumer]) =>
      placeConsumer(estate.clusters, { desired, environment, consumerName, consumer }),
    );
  });
  return merge(placed);
}

type Use = Pick<Placement, 'desired' | 'environment' | 'consumerName' | 'consumer'>;

function placeConsumer(clusters: readonly ClusterDeclaration[], use: Use): Placements {
  const { desired, consumer } = use;
  const wanted = clusters.filter(
    ({ name, spec }) => spec.environments.includes(desired.environment) && (consumer.clusters?.includes(name) ?? true),
  );
  return merge(wanted.map((cluster) => placeInCluster(cluster, use)));
}

function placeInCluster(cluster: ClusterDeclaration, use: Use): Placements {
  const { consumer } = use;
  const { externalSecrets, csi } = cluster.spec;
  if (consumer.externalSecret !== undefined && externalSecrets === undefined) {
    return refuse(
      use,
      ['externalSecret'],
      `Cluster ${cluster.name} declares no externalSecrets: add version and store.`,
    );
  }
  if (consumer.secretProviderClass !== undefined && csi === undefined) {
    return refuse(use, ['secretProviderClass'], `Cluster ${cluster.name} declares no csi: add its driverVersion.`);
  }
  return merge(consumer.namespaces.map((namespace, index) => placeInNamespace(cluster, namespace, index, use)));
}

function placeInNamespace(cluster: ClusterDeclaration, namespace: string, index: number, use: Use): Placements {
  const identity = cluster.spec.serviceAccounts?.[`${namespace}/${use.consumer.serviceAccount}`];
  if (identity === undefined) return merge([]);
  const store = cluster.spec.externalSecrets?.store;
  if (use.consumer.externalSecret !== undefined && store?.namespaces?.includes(namespace) === false) {
    const message = `Cluster ${cluster.name} does not admit namespace ${namespace} to ${store.name}: add it to the store's namespaces.`;
    return refuse(use, ['namespaces', `${index}`], message);
  }
  const region = readRegion(use.desired, use.environment, cluster);
  const { desired, environment, consumerName, consumer } = use;
  const placement = { desired, environment, cluster, namespace, consumerName, consumer, identity, region };
  return { placements: [placement], findings: [] };
}

function refuse(use: Use, field: readonly string[], message: string): Placements {
  return { placements: [], findings: [refusal('unknown-reference', consumerOrigin(use, ...field), message)] };
}

/** Where a consumer's field is declared. */
export function consumerOrigin({ desired, consumerName }: Use, ...field: readonly string[]): Origin {
  const { file, document, secret, environment } = desired;
  return { file, document, pointer: pointerTo('spec', 'kubernetes', consumerName, ...field), secret, environment };
}

function merge(parts: readonly Placements[]): Placements {
  return {
    placements: parts.flatMap((part) => part.placements),
    findings: parts.flatMap((part) => part.findings),
  };
}
