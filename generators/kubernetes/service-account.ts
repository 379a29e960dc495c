import type { ClusterDeclaration, EnvironmentDeclaration, ServiceAccountIdentity } from '../../schemas/declarations.ts';
import { gitopsAnnotations } from './gitops.ts';
import type { KubernetesObject } from './manifest.ts';
import { managedByKeywright } from './manifest.ts';

/**
 * ServiceAccount with its IRSA role, or without annotations for Pod Identity, whose association is made in AWS.
 * `automountServiceAccountToken` is left to the workload: both identities use a projected token of their own.
 */
export function serviceAccountObject(
  namespacedName: string,
  identity: ServiceAccountIdentity,
  cluster: ClusterDeclaration,
  environment: EnvironmentDeclaration,
): KubernetesObject {
  const [namespace = '', name = ''] = namespacedName.split('/');
  const role = identity.identity === 'irsa' ? { 'eks.amazonaws.com/role-arn': identity.roleArn } : undefined;
  const gitops = gitopsAnnotations('ServiceAccount', cluster, environment);
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace,
      labels: managedByKeywright,
      annotations: { ...gitops, ...role },
    },
  };
}
