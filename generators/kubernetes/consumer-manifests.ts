import type { ExternalSecretConsumer, SecretProviderClassConsumer } from '../../schemas/declarations.ts';
import { externalSecretObject } from './external-secret.ts';
import { folderOf, type KubernetesObject, type Manifest } from './manifest.ts';
import { consumerOrigin, type Placement } from './placements.ts';
import { secretProviderClassObject } from './secret-provider-class.ts';
import { type Store, storeKey } from './stores.ts';

/** The ExternalSecret and SecretProviderClass for a placement. */
export function consumerManifests(placement: Placement, stores: ReadonlyMap<string, Store>): readonly Manifest[] {
  const { externalSecret, secretProviderClass } = placement.consumer;
  return [
    ...(externalSecret === undefined ? [] : externalSecretManifests(placement, externalSecret, stores)),
    ...(secretProviderClass === undefined ? [] : [providerClassManifest(placement, secretProviderClass)]),
  ];
}

function externalSecretManifests(
  placement: Placement,
  consumer: ExternalSecretConsumer,
  stores: ReadonlyMap<string, Store>,
): readonly Manifest[] {
  const store = stores.get(storeKey(placement));
  if (store === undefined) return [];
  // With the other policies, several ExternalSecrets can share a Secret.
  const owns = ['Owner', 'Orphan'].includes(consumer.creationPolicy ?? 'Owner');
  const object = externalSecretObject(placement, consumer, store);
  return [consumerManifest(placement, object, 'externalSecret', owns ? [consumer.name] : [])];
}

function providerClassManifest(placement: Placement, consumer: SecretProviderClassConsumer): Manifest {
  const { syncSecret } = consumer;
  const object = secretProviderClassObject(placement, consumer);
  return consumerManifest(placement, object, 'secretProviderClass', syncSecret === undefined ? [] : [syncSecret]);
}

function consumerManifest(
  placement: Placement,
  object: KubernetesObject,
  field: string,
  secretsWritten: readonly string[],
): Manifest {
  const { desired, environment, cluster, namespace } = placement;
  return {
    environment: environment.name,
    cluster: cluster.name,
    folder: folderOf(environment.name, cluster.name, namespace),
    owner: { managedBy: environment.spec.managedBy, declaration: `Secret/${desired.secret}` },
    object,
    secretsWritten,
    origin: consumerOrigin(placement, field, 'name'),
  };
}
