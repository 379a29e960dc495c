import { listAt, objectAt } from '../../manifests/manifest.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const esoClusterStoreScope: Rule = {
  id: 'eso-cluster-store-scope',
  category: 'kubernetes',
  title: 'Every namespace of the cluster may read through this store.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'manifests',
  alsoKnownAs: [],
  sources: ['https://external-secrets.io/latest/api/clustersecretstore/'],
  checkManifest: ({ kind, object }) => {
    if (kind !== 'ClusterSecretStore') return NO_PROBLEMS;
    const spec = objectAt(object, 'spec');
    if (listAt(spec, 'conditions').length > 0 || objectAt(spec, 'provider').aws === undefined) return NO_PROBLEMS;
    const message =
      'Whoever may create an ExternalSecret anywhere in the cluster can read all that this store can; add conditions ' +
      'with the namespaces that need it.';
    return [{ pointer: '/spec', message }];
  },
};
