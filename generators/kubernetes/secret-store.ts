import { isAtLeast } from '../../schemas/kubernetes/eso-version.ts';
import type {
  SecretStore,
  SecretStoreAuthJwtServiceAccountRef,
  SecretStoreAws,
  SecretStoreAwsSessionTags,
} from '../../schemas/kubernetes/secret-store.types.ts';
import { gitopsAnnotations } from './gitops.ts';
import { managedByKeywright } from './manifest.ts';
import type { Store } from './stores.ts';

/** SecretStore or ClusterSecretStore with the AWS provider. */
export function secretStoreObject(store: Store): SecretStore {
  const { cluster, environment, namespace, region } = store.placement;
  const annotations = gitopsAnnotations('SecretStore', cluster, environment);
  const clusterWide = store.kind === 'ClusterSecretStore';
  return {
    apiVersion: store.apiVersion,
    kind: store.kind,
    metadata: {
      name: store.name,
      ...(clusterWide ? {} : { namespace }),
      labels: managedByKeywright,
      annotations,
    },
    spec: {
      conditions: store.spec.namespaces && [{ namespaces: store.spec.namespaces }],
      provider: { aws: { service: 'SecretsManager', region, ...credentials(store) } },
    },
  };
}

function credentials(store: Store): Omit<SecretStoreAws, 'service' | 'region'> {
  const { identity, namespace, consumer } = store.placement;
  const policyKnown = isAtLeast(store.version, '2.5');
  switch (identity.identity) {
    case 'irsa': {
      // A cluster-wide store has no namespace of its own, so its reference must state one.
      const ref: SecretStoreAuthJwtServiceAccountRef = {
        name: consumer.serviceAccount,
        namespace: store.kind === 'ClusterSecretStore' ? namespace : undefined,
      };
      return { auth: { jwt: { serviceAccountRef: ref } }, sessionTagsPolicy: policyKnown ? 'None' : undefined };
    }
    case 'pod-identity':
      // Without a role, the operator would read with its own identity, shared by every namespace.
      return {
        role: identity.roleArn,
        sessionTagsPolicy: policyKnown ? 'Simple' : undefined,
        sessionTags: policyKnown ? undefined : sessionTags(store),
      };
  }
}

/** The tags that `sessionTagsPolicy: Simple` adds, written out for operators that don't know it yet. */
function sessionTags({ kind, name, placement }: Store): readonly SecretStoreAwsSessionTags[] {
  return [
    ...(kind === 'SecretStore' ? [{ key: 'esoNamespace', value: placement.namespace }] : []),
    { key: 'esoStoreKind', value: kind },
    { key: 'esoStoreName', value: name },
  ];
}
