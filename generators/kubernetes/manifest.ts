import type { ClusterDeclaration, EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import type { ObjectMeta } from '../../schemas/kubernetes/object-meta.ts';
import type { FileOwner, Finding, Place } from '../../schemas/types.ts';

/** A Kubernetes object in its exact YAML spelling. `undefined` fields are left out of the output. */
export type KubernetesObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: Fields;
};

export type Fields = Json | undefined | readonly Fields[] | { readonly [key: string]: Fields };

/** The declaration that a finding about an object points at. */
export type Origin = Place & Pick<Finding, 'secret' | 'environment'>;

/** One object and the folder that its file goes in. */
export type Manifest = {
  readonly environment: string;
  readonly cluster: string;
  /** `manifests/<environment>/<cluster>/<namespace>`, `_cluster` for cluster-wide objects. */
  readonly folder: string;
  readonly owner: FileOwner;
  readonly object: KubernetesObject;
  /** Names of the Secrets that the operator or driver writes for this object only. */
  readonly secretsWritten: readonly string[];
  readonly origin: Origin;
};

export const managedByKeywright = { 'app.kubernetes.io/managed-by': 'keywright' };

/** The folder of one environment's objects in one cluster; no namespace's name begins with an underscore. */
export function folderOf(environment: string, cluster: string, namespace = '_cluster'): string {
  return `manifests/${environment}/${cluster}/${namespace}`;
}

/** An object that the Cluster's declaration asks for, at `pointer` in it. */
export function clusterManifest(
  cluster: ClusterDeclaration,
  { name: environment, spec }: EnvironmentDeclaration,
  object: KubernetesObject,
  pointer: string,
): Manifest {
  return {
    environment,
    cluster: cluster.name,
    folder: folderOf(environment, cluster.name, object.metadata.namespace),
    owner: { managedBy: spec.managedBy, declaration: `Cluster/${cluster.name}` },
    object,
    secretsWritten: [],
    origin: { file: cluster.file, document: cluster.document, pointer, secret: null, environment: null },
  };
}

/** `<kind>-<name>.yaml`, kind in lower case. */
export function fileName({ kind, metadata }: KubernetesObject): string {
  return `${kind.toLowerCase()}-${metadata.name}.yaml`;
}

/** An error that keeps anything from being generated. */
export function refusal(rule: string, origin: Origin, message: string): Finding {
  return { ...origin, rule, severity: 'error', message, fixable: false, waived: null };
}
