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

/** Where every secret is consumed. A consumer that names something undeclared gives findings instead of placements. */
export function placeConsumers(estate: Estate): Placements {
  const environments = new Map(estate.environments.map((environment) => [environment.name, environment]));
  const present = estate.desired.filter(({ spec }) => spec.state === 'present');
  const placed = present.flatMap((desired) => {
    const environment = environments.get(desired.environment);
    if (environment === undefined) return [];
    return Object.entries(desired.spec.kubernetes).map(([name, consumer]) =>
      placeConsumer(estate.clusters, { desired, environment, consumerName: name, consumer }),
    );
  });
  return merge(placed);
}

type Use = Pick<Placement, 'desired' | 'environment' | 'consumerName' | 'consumer'>;

function placeConsumer(clusters: readonly ClusterDeclaration[], use: Use): Placements {
  const { desired, consumer } = use;
  const available = clusters.filter(({ spec }) => spec.environments.includes(desired.environment));
  const wanted = consumer.clusters;
  if (wanted === undefined) return merge(available.map((cluster) => placeInCluster(cluster, use)));
  return merge(
    wanted.map((name, index) => {
      const cluster = available.find((candidate) => candidate.name === name);
      if (cluster !== undefined) return placeInCluster(cluster, use);
      return refuse(use, ['clusters', `${index}`], unknownCluster(clusters, name, desired.environment));
    }),
  );
}

function unknownCluster(clusters: readonly ClusterDeclaration[], name: string, environment: string): string {
  return clusters.some((cluster) => cluster.name === name)
    ? `Cluster ${name} does not serve the environment ${environment}: add it to the Cluster's environments.`
    : `No Cluster is named ${name}: declare it or correct the name.`;
}

function placeInCluster(cluster: ClusterDeclaration, use: Use): Placements {
  const { consumer } = use;
  if (consumer.externalSecret !== undefined && cluster.spec.externalSecrets === undefined) {
    return refuse(
      use,
      ['externalSecret'],
      `Cluster ${cluster.name} declares no externalSecrets: add its version and store.`,
    );
  }
  if (consumer.secretProviderClass !== undefined && cluster.spec.csi === undefined) {
    return refuse(use, ['secretProviderClass'], `Cluster ${cluster.name} declares no csi: add its driverVersion.`);
  }
  return merge(consumer.namespaces.map((namespace) => placeInNamespace(cluster, namespace, use)));
}

function placeInNamespace(cluster: ClusterDeclaration, namespace: string, use: Use): Placements {
  const account = `${namespace}/${use.consumer.serviceAccount}`;
  const identity = cluster.spec.serviceAccounts?.[account];
  if (identity === undefined) {
    return refuse(
      use,
      ['serviceAccount'],
      `Cluster ${cluster.name} declares no service account ${account}: add it to the Cluster's serviceAccounts.`,
    );
  }
  const region = readRegion(use.desired, use.environment, cluster);
  return { placements: [{ ...use, cluster, namespace, identity, region }], findings: [] };
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
