import type { ClusterDeclaration, Consumer, ExternalSecretConsumer } from '../../schemas/declarations.ts';
import { canonicalGoDuration } from '../../schemas/kubernetes/go-duration.ts';
import { refreshIntervalOf } from '../../schemas/kubernetes/refresh-interval.ts';
import type { ConsumerNote } from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { clustersOf } from '../declarations/resolve/references.ts';

/**
 * The consumers of a secret, how long each may keep using the former value, and how to give it the new one at once. The
 * commands use a kubectl context with the cluster's name.
 */
export function consumersOf(desired: DesiredSecret, clusters: readonly ClusterDeclaration[]): readonly ConsumerNote[] {
  const { environment, secret, spec } = desired;
  const inClusters = Object.values(spec.kubernetes).flatMap((consumer) =>
    clustersOf(environment, consumer.clusters, clusters).flatMap((cluster) =>
      consumer.namespaces.flatMap((namespace) => notesOf(consumer, cluster.name, namespace)),
    ),
  );
  const outside = Object.entries(spec.readers).map(([name, { roleArn }]) => ({
    reader: `${name} (${roleArn})`,
    staleFor: 'as long as it caches the value',
    refresh: null,
  }));
  return [...inClusters, ...outside].map((note) => ({ environment, secret, ...note }));
}

type Note = Omit<ConsumerNote, 'environment' | 'secret'>;

function notesOf(consumer: Consumer, cluster: string, namespace: string): readonly Note[] {
  const { externalSecret, secretProviderClass, serviceAccount } = consumer;
  const kubectl = `kubectl --context ${cluster} --namespace ${namespace}`;
  const external =
    externalSecret === undefined ? [] : [externalSecretNote(externalSecret, cluster, namespace, kubectl)];
  if (secretProviderClass === undefined) return external;
  const mounted = {
    reader: `${cluster}/${namespace} SecretProviderClass ${secretProviderClass.name}`,
    staleFor: "the driver's poll interval where its rotation is on, else until the pods restart; restart these",
    refresh: `${kubectl} get pods --field-selector spec.serviceAccountName=${serviceAccount}`,
  };
  return [...external, mounted];
}

function externalSecretNote(
  consumer: ExternalSecretConsumer,
  cluster: string,
  namespace: string,
  kubectl: string,
): Note {
  return {
    reader: `${cluster}/${namespace} ExternalSecret ${consumer.name}`,
    staleFor: stalenessOf(consumer),
    refresh: `${kubectl} annotate externalsecret ${consumer.name} --overwrite force-sync="$(date +%s)"`,
  };
}

function stalenessOf(consumer: ExternalSecretConsumer): string {
  if (consumer.refreshPolicy === 'CreatedOnce')
    return 'until it is deleted and created again (refreshPolicy CreatedOnce)';
  if (consumer.refreshPolicy === 'OnChange') return 'until the ExternalSecret itself changes (refreshPolicy OnChange)';
  const { written, seconds } = refreshIntervalOf(consumer);
  if (seconds !== null && seconds <= 0) return 'for good (refreshInterval 0)';
  return `up to ${canonicalGoDuration(written)}`;
}
