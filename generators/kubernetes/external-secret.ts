import type { ExternalSecretConsumer, ExternalSecretTemplate, TemplateSource } from '../../schemas/declarations.ts';
import type {
  ExternalSecret,
  ExternalSecretRemoteRef,
  ExternalSecretSpec,
  ExternalSecretSpecData,
  ExternalSecretTarget,
  ExternalSecretTemplateSource,
  ExternalSecretTemplateSourceItems,
  ExternalSecretTemplateTemplateFrom,
} from '../../schemas/kubernetes/external-secret.types.ts';
import { canonicalGoDuration } from '../../schemas/kubernetes/go-duration.ts';
import { refreshIntervalOf } from '../../schemas/kubernetes/refresh-interval.ts';
import { findSecretType } from '../../schemas/secret-types/list.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { gitopsAnnotations } from './gitops.ts';
import { managedByKeywright } from './manifest.ts';
import type { Placement } from './placements.ts';
import type { Store } from './stores.ts';

/** Writes out every API server default: Argo CD reports any difference from Git as drift. */
export function externalSecretObject(
  placement: Placement,
  consumer: ExternalSecretConsumer,
  store: Store,
): ExternalSecret {
  const { cluster, environment, namespace, desired } = placement;
  const annotations = gitopsAnnotations('ExternalSecret', cluster, environment);
  return {
    apiVersion: store.apiVersion,
    kind: 'ExternalSecret',
    metadata: { name: consumer.name, namespace, labels: managedByKeywright, annotations },
    spec: {
      refreshInterval: canonicalGoDuration(refreshIntervalOf(consumer).written),
      refreshPolicy: consumer.refreshPolicy,
      secretStoreRef: { kind: store.kind, name: store.name },
      target: target(consumer, desired),
      ...source(consumer, desired),
    },
  };
}

function target(consumer: ExternalSecretConsumer, { spec }: DesiredSecret): ExternalSecretTarget {
  return {
    name: consumer.name,
    creationPolicy: consumer.creationPolicy ?? 'Owner',
    deletionPolicy: consumer.deletionPolicy ?? 'Retain',
    template: {
      engineVersion: 'v2',
      mergePolicy: 'Replace',
      // Without a template ESO copies this object's labels and annotations, Argo CD's tracking included, to the Secret.
      metadata: {},
      type: findSecretType(spec.type)?.kubernetesSecretType ?? 'Opaque',
      ...consumer.template,
      templateFrom: templateSources(consumer.template),
    },
  };
}

/** Includes the API server's defaults. */
function templateSources(
  template: ExternalSecretTemplate | undefined,
): readonly ExternalSecretTemplateTemplateFrom[] | undefined {
  return template?.templateFrom?.map(
    (source): ExternalSecretTemplateTemplateFrom => ({
      target: 'Data',
      ...source,
      configMap: source.configMap && withTemplateAs(source.configMap),
      secret: source.secret && withTemplateAs(source.secret),
    }),
  );
}

function withTemplateAs({ name, items }: TemplateSource): ExternalSecretTemplateSource {
  return { name, items: items.map((item): ExternalSecretTemplateSourceItems => ({ templateAs: 'Values', ...item })) };
}

function source(
  { keys }: ExternalSecretConsumer,
  desired: DesiredSecret,
): Pick<ExternalSecretSpec, 'data' | 'dataFrom'> {
  const isText = findSecretType(desired.spec.type)?.shape === 'text';
  if (keys === undefined && !isText) return { dataFrom: [{ extract: remoteRef(desired.name) }] };
  const properties = keys ?? { text: 'text' };
  return {
    data: Object.keys(properties)
      .toSorted()
      .map(
        (secretKey): ExternalSecretSpecData => ({
          secretKey,
          remoteRef: remoteRef(desired.name, isText ? undefined : properties[secretKey]),
        }),
      ),
  };
}

/** The policies are the CRD's defaults up to 2.8. The CRD of 2.9 has no defaults, but the operator behaves the same. */
function remoteRef(key: string, property?: string): ExternalSecretRemoteRef {
  return {
    key,
    property: property === undefined ? undefined : gjsonPath(property),
    conversionStrategy: 'Default',
    decodingStrategy: 'None',
    metadataPolicy: 'None',
  };
}

/**
 * `property` is a gjson path, so characters that gjson reads as operators are escaped. Dots are not: ESO tries the
 * whole name before it splits it at dots.
 */
function gjsonPath(key: string): string {
  return key.replaceAll(/[\\*?|#@!{}[\]]/g, '\\$&');
}
