import type { SecretProviderClassConsumer } from '../../schemas/declarations.ts';
import type {
  ProviderObjects,
  ProviderObjectsItem,
  ProviderObjectsItemJmesPath,
} from '../../schemas/kubernetes/provider-objects.types.ts';
import type {
  SecretProviderClass,
  SecretProviderClassSpecSecretObjects,
  SecretProviderClassSpecSecretObjectsData,
} from '../../schemas/kubernetes/secret-provider-class.types.ts';
import { findSecretType } from '../../schemas/secret-types/list.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { gitopsAnnotations } from './gitops.ts';
import { managedByKeywright } from './manifest.ts';
import type { Placement } from './placements.ts';
import { failoverRegion } from './regions.ts';
import { toYaml } from './yaml.ts';

/** SecretProviderClass of the AWS provider. Its parameters are strings; `objects` is YAML within one. */
export function secretProviderClassObject(
  placement: Placement,
  consumer: SecretProviderClassConsumer,
): SecretProviderClass {
  const { cluster, environment, namespace, desired, identity, region } = placement;
  const annotations = gitopsAnnotations('SecretProviderClass', cluster, environment);
  const files = mountedFiles(consumer, desired);
  return {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: { name: consumer.name, namespace, labels: managedByKeywright, annotations },
    spec: {
      provider: 'aws',
      parameters: {
        region,
        failoverRegion: failoverRegion(desired, environment, region),
        usePodIdentity: identity.identity === 'pod-identity' ? 'true' : undefined,
        objects: toYaml(mountedObjects(consumer, desired, files)),
      },
      secretObjects:
        consumer.syncSecret === undefined ? undefined : [syncedSecret(consumer.syncSecret, desired, files)],
    },
  };
}

/** File name and JSON key, by file name. */
function mountedFiles(
  { files }: SecretProviderClassConsumer,
  { spec }: DesiredSecret,
): readonly (readonly [string, string])[] {
  return Object.entries(files ?? ownNames(spec)).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The provider fails the mount on a JSON number or boolean, so by default such keys appear only in the file with the
 * whole JSON.
 */
function ownNames({ type, value }: DesiredSecret['spec']): { readonly [file: string]: string } {
  if (findSecretType(type)?.shape === 'text') return { text: 'text' };
  const strings = Object.entries(value).filter(
    ([, source]) => source.kind !== 'literal' || typeof source.value === 'string',
  );
  return Object.fromEntries(strings.map(([key]) => [asSecretKey(key), key]));
}

/** Replaces characters that a Kubernetes Secret's key can't contain with underscores, as ESO does. */
function asSecretKey(name: string): string {
  return name.replaceAll(/[^-._a-zA-Z0-9]/g, '_');
}

/** Always sets an alias: without one, the provider names the file after the secret and rewrites its slashes. */
function mountedObjects(
  { filePermission }: SecretProviderClassConsumer,
  desired: DesiredSecret,
  files: readonly (readonly [string, string])[],
): ProviderObjects {
  // Files of single keys inherit it.
  const permission = filePermission === undefined ? {} : { filePermission };
  const whole: ProviderObjectsItem = { objectName: desired.name, objectType: 'secretsmanager', ...permission };
  if (findSecretType(desired.spec.type)?.shape === 'text') {
    return files.map(([file]): ProviderObjectsItem => ({ ...whole, objectAlias: file }));
  }
  const jmesPath = files.map(
    ([file, key]): ProviderObjectsItemJmesPath => ({ path: jmesIdentifier(key), objectAlias: file }),
  );
  return [{ ...whole, objectAlias: wholeFile(desired), ...(jmesPath.length > 0 && { jmesPath }) }];
}

/** JMESPath's unquoted identifiers are letters, digits and underscores; the rest goes in double quotes. */
function jmesIdentifier(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : JSON.stringify(key);
}

/** The file with the whole value. */
function wholeFile({ secret }: DesiredSecret): string {
  return `${secret}.json`;
}

/** One key per file, or the whole value if its keys aren't known. */
function syncedSecret(
  name: string,
  desired: DesiredSecret,
  files: readonly (readonly [string, string])[],
): SecretProviderClassSpecSecretObjects {
  const mounted = files.length > 0 ? files.map(([file]) => file) : [wholeFile(desired)];
  return {
    secretName: name,
    type: findSecretType(desired.spec.type)?.kubernetesSecretType ?? 'Opaque',
    labels: managedByKeywright,
    // The provider mounts a file with slashes in its alias under a name with underscores.
    data: mounted.map(
      (file): SecretProviderClassSpecSecretObjectsData => ({
        key: asSecretKey(file),
        objectName: file.replaceAll('/', '_'),
      }),
    ),
  };
}
