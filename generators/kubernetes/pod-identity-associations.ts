import type { ClusterDeclaration, EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { GeneratedFile } from '../../schemas/types.ts';

/**
 * The associations that EKS needs on the AWS side, in the field names of its CreatePodIdentityAssociation call. Written
 * as JSON outside every kustomization, because Terraform and the AWS CLI read it, not Kubernetes. Skips service
 * accounts without roleArn, whose associations are made outside Keywright.
 */
export function podIdentityFiles(
  cluster: ClusterDeclaration,
  environment: EnvironmentDeclaration,
): readonly GeneratedFile[] {
  const associations = Object.entries(cluster.spec.serviceAccounts ?? {}).flatMap(([account, identity]) => {
    if (identity.identity !== 'pod-identity' || identity.roleArn === undefined) return [];
    const [namespace = '', serviceAccount = ''] = account.split('/');
    return [{ clusterName: cluster.name, namespace, serviceAccount, roleArn: identity.roleArn }];
  });
  if (associations.length === 0) return [];
  return [
    {
      path: `manifests/${environment.name}/${cluster.name}/pod-identity-associations.json`,
      owner: { managedBy: environment.spec.managedBy, declaration: `Cluster/${cluster.name}` },
      body: `${JSON.stringify({ region: cluster.spec.region, associations }, null, 2)}\n`,
    },
  ];
}
