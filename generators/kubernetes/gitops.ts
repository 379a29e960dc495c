import type { ClusterDeclaration, EnvironmentDeclaration } from '../../schemas/declarations.ts';

/** Argo CD applies lower waves first: service accounts, then stores, then what reads through them. */
const syncWaves = { ServiceAccount: '-2', SecretStore: '-1', ExternalSecret: '0', SecretProviderClass: '0' };

/** What the cluster's GitOps tool needs to see on an object. cdk8s leaves an empty map out. */
export function gitopsAnnotations(
  kind: keyof typeof syncWaves,
  cluster: ClusterDeclaration,
  environment: EnvironmentDeclaration,
): { readonly [key: string]: string } {
  const { gitops = 'none' } = cluster.spec;
  switch (gitops) {
    case 'argocd':
      return {
        'argocd.argoproj.io/sync-wave': syncWaves[kind],
        // Pruning an ExternalSecret deletes the Secret that it owns under running pods: a person confirms it.
        ...(kind === 'ExternalSecret' && environment.spec.tier === 'production'
          ? { 'argocd.argoproj.io/sync-options': 'Prune=confirm' }
          : {}),
      };
    case 'flux':
      // postBuild substitution would rewrite `${...}` in templates.
      return { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
    case 'none':
      return {};
  }
}
