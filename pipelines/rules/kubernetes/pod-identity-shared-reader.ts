import type { ClusterDeclaration } from '../../../schemas/declarations.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Estate } from '../../../schemas/types.ts';
import { objectAt } from '../../manifests/manifest.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const podIdentitySharedReader: Rule = {
  id: 'pod-identity-shared-reader',
  category: 'kubernetes',
  title: "A store reads with the operator's own rights, the same for every namespace.",
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: [
    'https://external-secrets.io/latest/provider/aws-access/',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  ],
  checkCluster: (cluster, { estate }) => {
    const { externalSecrets, serviceAccounts = {} } = cluster.spec;
    if (externalSecrets?.store.create !== true) return NO_PROBLEMS;
    return Object.entries(serviceAccounts)
      .filter(
        ([account, { identity, roleArn }]) =>
          identity === 'pod-identity' && roleArn === undefined && reads(account, cluster, estate),
      )
      .map(([account]) => ({
        pointer: pointerOf(['spec', 'serviceAccounts', account]),
        message: `The store of "${account}" would read with the operator's own role; give it a roleArn of its own.`,
      }));
  },
  checkManifest: ({ kind, object }) => {
    const { aws } = objectAt(object, 'spec', 'provider');
    if (!isObject(aws) || kind === 'ExternalSecret' || kind === 'SecretProviderClass') return NO_PROBLEMS;
    if (aws.role !== undefined || Object.keys(objectAt(aws, 'auth')).length > 0) return NO_PROBLEMS;
    const message =
      "Without auth and role it reads with the operator's own rights, the same for every namespace; add a role that " +
      'may read only what this store is for, or auth.jwt with a service account.';
    return [{ pointer: '/spec/provider/aws', message }];
  },
};

/** Whether an ExternalSecret is generated for this service account. */
function reads(account: string, cluster: ClusterDeclaration, estate: Estate): boolean {
  return estate.desired.some(
    ({ environment, spec }) =>
      cluster.spec.environments.includes(environment) &&
      Object.values(spec.kubernetes).some(
        ({ clusters, namespaces, serviceAccount, externalSecret }) =>
          externalSecret !== undefined &&
          (clusters === undefined || clusters.includes(cluster.name)) &&
          namespaces.some((namespace) => `${namespace}/${serviceAccount}` === account),
      ),
  );
}
