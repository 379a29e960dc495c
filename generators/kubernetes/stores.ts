import type { StoreSpec } from '../../schemas/declarations.ts';
import { groupBy } from '../../schemas/json/group-by.ts';
import { externalSecretsApiVersion } from '../../schemas/kubernetes/eso-version.ts';
import type { Placement } from './placements.ts';

/** One SecretStore or ClusterSecretStore: one service account's way to one Region. */
export type Store = {
  readonly kind: StoreSpec['kind'];
  readonly name: string;
  /**
   * The first placement that reads through it; it gives the cluster, namespace, service account, identity and Region.
   */
  readonly placement: Placement;
  readonly spec: StoreSpec;
  /** Version of the External Secrets Operator in the cluster. */
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
  const accounts = accountsByScope([...firstByKey.values()]);
  return new Map([...firstByKey].flatMap(([key, one]) => planStore(one, accounts).map((store) => [key, store])));
}

export function storeKey({ namespace, consumer, region }: Placement): string {
  return `${namespace}/${consumer.serviceAccount}@${region}`;
}

/** How many service accounts read within the reach of one store. */
function accountsByScope(placements: readonly Placement[]): ReadonlyMap<string, number> {
  return new Map(
    [...groupBy(placements, scopeOf)].map(([scope, members]) => [
      scope,
      new Set(members.map(({ namespace, consumer }) => `${namespace}/${consumer.serviceAccount}`)).size,
    ]),
  );
}

/** A SecretStore serves its namespace, a ClusterSecretStore the cluster. */
function scopeOf({ namespace, cluster }: Placement): string {
  return cluster.spec.externalSecrets?.store.kind === 'ClusterSecretStore' ? '' : namespace;
}

function planStore(placement: Placement, accounts: ReadonlyMap<string, number>): readonly Store[] {
  const declared = placement.cluster.spec.externalSecrets;
  if (declared === undefined) return [];
  const { version, store: spec } = declared;
  const isShared = (accounts.get(scopeOf(placement)) ?? 0) > 1;
  const name = spec.create === true ? storeName(spec, placement, isShared) : spec.name;
  return [{ kind: spec.kind, name, placement, spec, version, apiVersion: externalSecretsApiVersion(version) }];
}

/**
 * The declared name if only one service account reads through it. Several service accounts in one namespace (for a
 * ClusterSecretStore: in one cluster) each get their own store, so that each reads with its own role.
 */
function storeName(spec: StoreSpec, { namespace, consumer, region, cluster }: Placement, isShared: boolean): string {
  const account =
    spec.kind === 'ClusterSecretStore' ? `-${namespace}-${consumer.serviceAccount}` : `-${consumer.serviceAccount}`;
  return `${spec.name}${isShared ? account : ''}${region === cluster.spec.region ? '' : `-${region}`}`;
}
