import type { ClusterDeclaration, EnvironmentDeclaration } from '../../schemas/declarations.ts';
import { pointerOf } from '../../schemas/json/pointer.ts';
import { clusterManifest, type Manifest } from './manifest.ts';
import type { Placement } from './placements.ts';
import { secretStoreObject } from './secret-store.ts';
import { serviceAccountObject } from './service-account.ts';
import type { Store } from './stores.ts';

/**
 * The service accounts that a Cluster asks Keywright to create. One that several environments use goes in the first
 * environment's folder. `placements` are the cluster's, in the order of its environments.
 */
export function accountManifests(
  cluster: ClusterDeclaration,
  fallback: EnvironmentDeclaration,
  placements: readonly Placement[],
): readonly Manifest[] {
  const firstUse = new Map(placements.toReversed().map((placement) => [accountOf(placement), placement]));
  return Object.entries(cluster.spec.serviceAccounts ?? {})
    .filter(([, { create }]) => create === true)
    .map(([account, identity]) => {
      const environment = firstUse.get(account)?.environment ?? fallback;
      const object = serviceAccountObject(account, identity, cluster, environment);
      return clusterManifest(cluster, environment, object, pointerOf(['spec', 'serviceAccounts', account]));
    });
}

function accountOf({ namespace, consumer }: Placement): string {
  return `${namespace}/${consumer.serviceAccount}`;
}

/**
 * The stores that a Cluster asks Keywright to create, each in the folder of the first environment that reads through
 * it.
 */
export function storeManifests(cluster: ClusterDeclaration, stores: Iterable<Store>): readonly Manifest[] {
  if (cluster.spec.externalSecrets?.store.create !== true) return [];
  return [...stores].map((store) => {
    const object = secretStoreObject(store);
    return clusterManifest(cluster, store.placement.environment, object, '/spec/externalSecrets/store');
  });
}
