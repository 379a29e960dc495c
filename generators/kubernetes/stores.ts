import type { StoreSpec } from '../../schemas/declarations.ts';
import { externalSecretsApiVersion } from '../../schemas/kubernetes/eso-version.ts';
import type { Placement } from './placements.ts';

/** One SecretStore or ClusterSecretStore: one service account's way to one Region. */
export type Store = {
  readonly kind: StoreSpec['kind'];
  readonly name: string;
  /** The first placement that reads through it; it says cluster, namespace, service account, identity and Region. */
  readonly placement: Placement;
  readonly spec: StoreSpec;
  /** Of the External Secrets Operator in the cluster. */
  readonly version: string;
  readonly apiVersion: string;
};

/** The stores that the placements of one cluster read through, by `storeKey`. */
export function planStores(placements: readonly Placement[]): ReadonlyMap<string, Store> {
  const firstByKey = new Map<string, Placement>();
  for (const placement of placements) {
    const key = storeKey(placement);
    if (!firstByKey.has(key)) firstByKey.set(key, placement);
  }
  const all = [...firstByKey.values()];
  return new Map([...firstByKey].flatMap(([key, placement]) => planStore(placement, all).map((store) => [key, store])));
}

function planStore(placement: Placement, all: readonly Placement[]): readonly Store[] {
  const declared = placement.cluster.spec.externalSecrets;
  if (declared === undefined) return [];
  const { version, store: spec } = declared;
  const name = storeName(spec, placement, all);
  return [{ kind: spec.kind, name, placement, spec, version, apiVersion: externalSecretsApiVersion(version) }];
}

export function storeKey({ namespace, consumer, region }: Placement): string {
  return `${namespace}/${consumer.serviceAccount}@${region}`;
}

/**
 * The declared name, as long as one service account reads through it. Several in one namespace (for a
 * ClusterSecretStore: in one cluster) need a store each, so that each reads with its own role.
 */
function storeName(spec: StoreSpec, placement: Placement, all: readonly Placement[]): string {
  if (spec.create !== true) return spec.name;
  const { namespace, consumer, region, cluster } = placement;
  const clusterWide = spec.kind === 'ClusterSecretStore';
  const sharing = all.filter((other) => clusterWide || other.namespace === namespace);
  const accounts = new Set(sharing.map((other) => `${other.namespace}/${other.consumer.serviceAccount}`));
  const account = clusterWide ? `-${namespace}-${consumer.serviceAccount}` : `-${consumer.serviceAccount}`;
  const suffix = accounts.size > 1 ? account : '';
  return `${spec.name}${suffix}${region === cluster.spec.region ? '' : `-${region}`}`;
}
