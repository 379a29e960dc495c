import type { ExternalSecretConsumer } from '../../schemas/declarations.ts';
import { isAtLeast } from '../../schemas/kubernetes/eso-version.ts';
import type { Finding } from '../../schemas/types.ts';
import { refusal } from './manifest.ts';
import { consumerOrigin, type Placement } from './placements.ts';

type Feature = {
  /** Path below `externalSecret`. */
  readonly field: readonly string[];
  readonly since: string;
  readonly used: (consumer: ExternalSecretConsumer) => boolean;
};

/**
 * Features added after 0.16, the oldest version with the v1 API. Source: the CRDs and the pull requests that changed
 * them.
 */
const features: readonly Feature[] = [
  { field: ['creationPolicy'], since: '2.8', used: ({ creationPolicy }) => creationPolicy === 'CreateOrMerge' },
  {
    field: ['template', 'metadata', 'finalizers'],
    since: '1.0',
    used: ({ template }) => template?.metadata?.finalizers !== undefined,
  },
  {
    field: ['template', 'templateFrom'],
    since: '1.0',
    used: ({ template }) =>
      template?.templateFrom?.some(({ target = 'Data' }) => !simpleTargets.includes(target)) ?? false,
  },
  {
    field: ['template', 'templateFrom'],
    since: '2.8',
    used: ({ template }) =>
      template?.templateFrom?.some((source) => source.valuesDecodingStrategy !== undefined) ?? false,
  },
];

/** Any other target is a path into another kind of object. */
const simpleTargets = ['Data', 'Annotations', 'Labels'];

/** Fields that the cluster's operator doesn't know: the API server would drop or refuse them. */
export function findTooNew(placements: readonly Placement[]): readonly Finding[] {
  return placements.flatMap((placement) => {
    const version = placement.cluster.spec.externalSecrets?.version;
    const consumer = placement.consumer.externalSecret;
    if (version === undefined || consumer === undefined) return [];
    const tooNew = features.filter(({ since, used }) => used(consumer) && !isAtLeast(version, since));
    return tooNew.map((feature) => tooNewFinding(placement, feature, version));
  });
}

function tooNewFinding(placement: Placement, { field, since }: Feature, version: string): Finding {
  const { name } = placement.cluster;
  return refusal(
    'eso-api-version',
    consumerOrigin(placement, 'externalSecret', ...field),
    `${field.join('.')} uses what came with External Secrets Operator ${since}, and cluster ${name} has ${version}: leave it out or upgrade.`,
  );
}
