import { objectAt } from '../../manifests/manifest.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const esoStaticCredentials: Rule = {
  id: 'eso-static-credentials',
  category: 'kubernetes',
  title: 'A store signs in to AWS with an access key that is kept in the cluster.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'manifests',
  alsoKnownAs: [],
  sources: ['https://external-secrets.io/latest/provider/aws-access/'],
  checkManifest: ({ kind, object }) => {
    if (kind !== 'SecretStore' && kind !== 'ClusterSecretStore') return NO_PROBLEMS;
    const { secretRef } = objectAt(object, 'spec', 'provider', 'aws', 'auth');
    if (secretRef === undefined) return NO_PROBLEMS;
    const message =
      'An access key does not expire and can be copied; use auth.jwt with a service account (IRSA), or Pod Identity ' +
      'with a role.';
    return [{ pointer: '/spec/provider/aws/auth/secretRef', message }];
  },
};
