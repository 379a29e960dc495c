import type { ExternalSecretConsumer } from '../../schemas/declarations.ts';
import type { Finding, Json } from '../../schemas/types.ts';
import { isAtLeast } from './eso-version.ts';
import { refusal } from './finding.ts';
import { consumerOrigin, type Placement } from './placements.ts';

type Feature = {
  /** Path below `externalSecret`. */
  readonly field: readonly string[];
  readonly since: string;
  readonly used: (consumer: ExternalSecretConsumer) => boolean;
};

/** What came after 0.16, the oldest version with today's API; from the CRDs and the merged changes behind them. */
const features: readonly Feature[] = [
  { field: ['creationPolicy'], since: '2.8', used: ({ creationPolicy }) => creationPolicy === 'CreateOrMerge' },
  {
    field: ['template', 'metadata', 'finalizers'],
    since: '1.0',
    used: ({ template }) => isObject(template?.metadata) && template.metadata.finalizers !== undefined,
  },
  {
    field: ['template', 'templateFrom'],
    since: '2.8',
    used: ({ template }) => templateSources(template).some((source) => source.valuesDecodingStrategy !== undefined),
  },
];

function templateSources(template: ExternalSecretConsumer['template']): readonly JsonObject[] {
  const sources = template?.templateFrom;
  return Array.isArray(sources) ? sources.filter(isObject) : [];
}

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
