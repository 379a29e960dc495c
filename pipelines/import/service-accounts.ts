import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';
import type { Document } from '../../schemas/types.ts';
import { objectAt, stringAt } from '../manifests/manifest.ts';

export type ServiceAccounts = {
  /** IRSA role by `namespace/name`, of the ServiceAccounts among the documents. */
  readonly roles: ReadonlyMap<string, string>;
  /** Service account of the workload that mounts a SecretProviderClass, by `namespace/name` of the class. */
  readonly mounting: ReadonlyMap<string, string>;
};

/** The service accounts and their roles, from the plain Kubernetes objects among the documents. */
export function findServiceAccounts(documents: readonly Document[]): ServiceAccounts {
  const objects = documents.map(({ value }) => value).filter(isObject);
  return { roles: new Map(objects.flatMap(roleOf)), mounting: new Map(objects.flatMap(mountsOf)) };
}

function roleOf(object: JsonObject): readonly (readonly [string, string])[] {
  const role = stringAt(objectAt(object, 'metadata', 'annotations'), 'eks.amazonaws.com/role-arn');
  return object.kind === 'ServiceAccount' && role !== null ? [[qualified(object, nameOf(object)), role]] : [];
}

/** Pods, and every object with a pod template. */
function mountsOf(object: JsonObject): readonly (readonly [string, string])[] {
  return podSpecs(object).flatMap((pod) => {
    const account = stringAt(pod, 'serviceAccountName') ?? 'default';
    const volumes = Array.isArray(pod.volumes) ? pod.volumes.filter(isObject) : [];
    return volumes.flatMap((volume) => {
      const name = stringAt(objectAt(volume, 'csi', 'volumeAttributes'), 'secretProviderClass');
      return name === null ? [] : [[qualified(object, name), account] as const];
    });
  });
}

function podSpecs(object: JsonObject): readonly JsonObject[] {
  const specs: readonly Json[] = [
    objectAt(object, 'spec'),
    objectAt(object, 'spec', 'template', 'spec'),
    objectAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec'),
  ];
  return specs.filter(isObject).filter((spec) => spec.volumes !== undefined);
}

function qualified(object: JsonObject, name: string): string {
  return `${stringAt(objectAt(object, 'metadata'), 'namespace') ?? 'default'}/${name}`;
}

function nameOf(object: JsonObject): string {
  return stringAt(objectAt(object, 'metadata'), 'name') ?? '';
}
