import { isAtLeast } from '../../../schemas/kubernetes/eso-version.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

/** External Secrets Operator serves v1 since 0.16 and no longer serves v1beta1 since 0.17. */
const V1_SINCE = '0.16';
const V1BETA1_GONE_SINCE = '0.17';

export const esoApiVersion: Rule = {
  id: 'eso-api-version',
  category: 'kubernetes',
  title: 'The API version is one that the operator of the cluster does not serve.',
  severity: { normal: 'error' },
  fix: 'safe',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://external-secrets.io/latest/introduction/stability-support/'],
  checkManifest: ({ apiVersion, kind }, { estate }) => {
    const [group, version = ''] = apiVersion.split('/');
    if (group !== 'external-secrets.io' || version === 'v1') return NO_PROBLEMS;
    const operators = estate.clusters.flatMap(({ name, spec }) =>
      spec.externalSecrets === undefined ? [] : [{ name, version: spec.externalSecrets.version }],
    );
    const newer = operators.filter((operator) => isAtLeast(operator.version, V1BETA1_GONE_SINCE));
    if (operators.length > 0 && newer.length === 0) return NO_PROBLEMS;
    const where =
      newer.length === 0 ? '' : ` (${newer.map((operator) => `${operator.name} has ${operator.version}`).join(', ')})`;
    const message = `External Secrets Operator ${V1BETA1_GONE_SINCE} and later does not serve ${version} of ${kind}${where}; write external-secrets.io/v1${version === 'v1beta1' ? '' : ', which has other fields'}.`;
    const isServed = operators.every((operator) => isAtLeast(operator.version, V1_SINCE));
    const fix =
      isServed && version === 'v1beta1' ? { fix: [{ pointer: '/apiVersion', value: 'external-secrets.io/v1' }] } : {};
    // Without a Cluster with `externalSecrets`, the operator's version is unknown, and an old one may still serve this
    // version.
    const severity: { severity?: 'warning' } = operators.length === 0 ? { severity: 'warning' } : {};
    return [{ pointer: '/apiVersion', message, ...fix, ...severity }];
  },
};
