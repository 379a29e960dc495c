import type { ClusterDeclaration, EnvironmentDeclaration } from '../../schemas/declarations.ts';

/** Argo CD applies lower waves first: service accounts, then stores, then the objects that read through them. */
const syncWaves = { ServiceAccount: '-2', SecretStore: '-1', ExternalSecret: '0', SecretProviderClass: '0' };

/** The annotations that the cluster's GitOps tool needs on an object. cdk8s omits an empty map. */
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
        // Pruning an ExternalSecret deletes the Secret that running pods use, so a person must confirm it.
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
