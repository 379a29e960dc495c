import type {
  ClusterDeclaration,
  Consumer,
  EnvironmentDeclaration,
  ServiceAccountIdentity,
} from '../../schemas/declarations.ts';
import { pointerOf } from '../../schemas/json/pointer.ts';
import type { DesiredSecret, Estate, Finding } from '../../schemas/types.ts';
import { type Origin, refusal } from './manifest.ts';
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
 * Every place where a secret is consumed. Skips undeclared clusters and service accounts, which resolve has reported.
 * If the cluster lacks something that a consumer needs, the result has a finding instead of a placement.
 */
export function placeConsumers(estate: Estate): Placements {
  const environments = new Map(estate.environments.map((environment) => [environment.name, environment]));
  const present = estate.desired.filter(({ spec }) => spec.state === 'present');
  const placed = present.flatMap((desired) => {
    const environment = environments.get(desired.environment);
    if (environment === undefined) return [];
    return Object.entries(desired.spec.kubernetes).flatMap(([consumerName, consumer]) =>
      placeConsumer(estate.clusters, { desired, environment, consumerName, consumer }),
    );
  });
  return { placements: placed.filter(isPlacement), findings: placed.filter(isFinding) };
}

type Use = Pick<Placement, 'desired' | 'environment' | 'consumerName' | 'consumer'>;
type Placed = Placement | Finding;

function isPlacement(placed: Placed): placed is Placement {
  return 'desired' in placed;
}

function isFinding(placed: Placed): placed is Finding {
  return 'rule' in placed;
}

function placeConsumer(clusters: readonly ClusterDeclaration[], use: Use): readonly Placed[] {
  const { desired, consumer } = use;
  return clusters.flatMap((cluster) => {
    const isWanted = consumer.clusters?.includes(cluster.name) ?? true;
    return isWanted && cluster.spec.environments.includes(desired.environment) ? placeInCluster(cluster, use) : [];
  });
}

function placeInCluster(cluster: ClusterDeclaration, use: Use): readonly Placed[] {
  const { consumer } = use;
  const { externalSecrets, csi } = cluster.spec;
  if (consumer.externalSecret !== undefined && externalSecrets === undefined) {
    return [
      refuse(use, ['externalSecret'], `Cluster ${cluster.name} declares no externalSecrets: add version and store.`),
    ];
  }
  if (consumer.secretProviderClass !== undefined && csi === undefined) {
    return [refuse(use, ['secretProviderClass'], `Cluster ${cluster.name} declares no csi: add its driverVersion.`)];
  }
  return consumer.namespaces.flatMap((namespace, index) => placeInNamespace(cluster, namespace, index, use) ?? []);
}

function placeInNamespace(cluster: ClusterDeclaration, namespace: string, index: number, use: Use): Placed | null {
  const { desired, environment, consumerName, consumer } = use;
  const identity = cluster.spec.serviceAccounts?.[`${namespace}/${consumer.serviceAccount}`];
  if (identity === undefined) return null;
  const store = cluster.spec.externalSecrets?.store;
  if (consumer.externalSecret !== undefined && store?.namespaces?.includes(namespace) === false) {
    const message = `Cluster ${cluster.name} does not admit namespace ${namespace} to ${store.name}: add it to the store's namespaces.`;
    return refuse(use, ['namespaces', `${index}`], message);
  }
  const region = readRegion(desired, environment, cluster);
  return { desired, environment, cluster, namespace, consumerName, consumer, identity, region };
}

function refuse(use: Use, field: readonly string[], message: string): Finding {
  return refusal('unknown-reference', consumerOrigin(use, ...field), message);
}

/** Where a consumer's field is declared. */
export function consumerOrigin({ desired, consumerName }: Use, ...field: readonly string[]): Origin {
  const { file, document, secret, environment } = desired;
  return { file, document, pointer: pointerOf(['spec', 'kubernetes', consumerName, ...field]), secret, environment };
}
