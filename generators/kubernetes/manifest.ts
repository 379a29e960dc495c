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

/** What a finding about an object points at: the declaration that asks for it. */
export type Origin = Place & Pick<Finding, 'secret' | 'environment'>;

/** One object on its way to a file. */
export type Manifest = {
  readonly environment: string;
  readonly cluster: string;
  /** `manifests/<environment>/<cluster>/<namespace>`, `_cluster` for what has no namespace. */
  readonly folder: string;
  readonly owner: FileOwner;
  readonly object: KubernetesObject;
  /** Names of the Secrets that the operator or the driver will write for this object alone. */
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

/** A reason why nothing is generated. */
export function refusal(rule: string, origin: Origin, message: string): Finding {
  return { ...origin, rule, severity: 'error', message, fixable: false, waived: null };
}
