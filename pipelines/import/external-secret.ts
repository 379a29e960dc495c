import type { ExternalSecretConsumer, ExternalSecretTemplate } from '../../schemas/declarations.ts';
import { canonicalGoDuration, parseGoDuration } from '../../schemas/kubernetes/go-duration.ts';
import { DEFAULT_REFRESH_INTERVAL } from '../../schemas/kubernetes/refresh-interval.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { type ExternalSecretSpec, type ManifestRemoteRef, nameOf, specOf } from './shapes.ts';
import { anything, type Pattern, unsupportedFields } from './unsupported-fields.ts';

/** An ExternalSecret as one consumer of one secret; or the reasons why it is not, each a phrase. */
export type ReadExternalSecret =
  | { readonly reasons: readonly string[] }
  | {
      readonly reasons: null;
      /** As the manifest names it, without the store's prefix. */
      readonly remoteKey: string;
      /** The whole value is one key: the secret is text, not JSON. */
      readonly isText: boolean;
      readonly consumer: ExternalSecretConsumer;
    };

const remoteRef: Pattern = {
  key: anything,
  property: anything,
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None',
};
const expressible: Pattern = {
  refreshInterval: anything,
  refreshPolicy: anything,
  secretStoreRef: anything,
  target: { name: anything, creationPolicy: anything, deletionPolicy: anything, template: anything },
  data: [{ secretKey: anything, remoteRef }],
  dataFrom: [{ extract: remoteRef }],
};

export function readExternalSecret(manifest: Manifest): ReadExternalSecret {
  const spec = specOf<ExternalSecretSpec>(manifest);
  const name = nameOf(manifest);
  const reasons = [
    ...unsupportedFields(manifest.object.spec ?? null, expressible, 'spec').map(
      (path) => `${path} has no place in a declaration`,
    ),
    ...sourceReasons(spec),
    ...(spec.target?.name === undefined || spec.target.name === name
      ? []
      : ['the Secret has another name than the ExternalSecret']),
    ...(parseGoDuration(spec.refreshInterval ?? DEFAULT_REFRESH_INTERVAL) === null
      ? ['refreshInterval is no Go duration']
      : []),
  ];
  const [first] = remoteRefs(spec);
  if (reasons.length > 0 || first === undefined) return { reasons };
  const isText = spec.dataFrom === undefined && first.property === undefined;
  return { reasons: null, remoteKey: first.key, isText, consumer: consumerOf(name, spec, isText) };
}

function sourceReasons(spec: ExternalSecretSpec): readonly string[] {
  const { data = [], dataFrom = [] } = spec;
  const refs = remoteRefs(spec);
  const properties = data.map((entry) => entry.remoteRef.property);
  const given = properties.filter((property) => property !== undefined);
  return [
    ...(refs.length === 0 ? ['it names no secret'] : []),
    ...(refs.some(({ key }) => key.startsWith('arn:')) ? ['it names the secret by its ARN'] : []),
    ...(data.length > 0 && dataFrom.length > 0 ? ['it uses data and dataFrom together'] : []),
    ...(dataFrom.length > 1 || new Set(refs.map(({ key }) => key)).size > 1 ? ['it joins several secrets'] : []),
    ...(dataFrom.some(({ extract }) => extract?.property !== undefined) ? ['it extracts a part of a secret'] : []),
    ...(given.length > 0 && given.length < data.length ? ['it reads the whole value and single keys'] : []),
    ...(given.some((property) => /[\\*?|#@!{}[\]]/.test(property))
      ? ['a property is more than the name of a key']
      : []),
  ];
}

function remoteRefs({ data = [], dataFrom = [] }: ExternalSecretSpec): readonly ManifestRemoteRef[] {
  return [...data.map((entry) => entry.remoteRef), ...dataFrom.flatMap(({ extract }) => extract ?? [])];
}

/** Only fields that differ from the defaults of the declaration. */
function consumerOf(name: string, spec: ExternalSecretSpec, isText: boolean): ExternalSecretConsumer {
  const { refreshInterval = DEFAULT_REFRESH_INTERVAL, refreshPolicy, target = {}, data } = spec;
  const { creationPolicy = 'Owner', deletionPolicy = 'Retain' } = target;
  const template = templateOf(target.template);
  const keys = Object.fromEntries(
    (data ?? []).map((entry) => [entry.secretKey, isText ? 'text' : (entry.remoteRef.property ?? '')]),
  );
  return {
    name,
    ...(canonicalGoDuration(refreshInterval) !== canonicalGoDuration(DEFAULT_REFRESH_INTERVAL) && { refreshInterval }),
    ...(refreshPolicy !== undefined && refreshPolicy !== 'Periodic' && { refreshPolicy }),
    ...(creationPolicy !== 'Owner' && { creationPolicy }),
    ...(deletionPolicy !== 'Retain' && { deletionPolicy }),
    ...(data !== undefined && { keys }),
    ...(Object.keys(template).length > 0 && { template }),
  };
}

function templateOf(template: ExternalSecretTemplate = {}): ExternalSecretTemplate {
  const { engineVersion: _v2, mergePolicy, metadata = {}, type, ...rest } = template;
  return {
    ...(mergePolicy === 'Merge' && { mergePolicy }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(type !== undefined && type !== 'Opaque' && { type }),
    ...rest,
  };
}
