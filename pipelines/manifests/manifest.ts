import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';

export type ManifestKind = 'ExternalSecret' | 'SecretStore' | 'ClusterSecretStore' | 'SecretProviderClass';

/** A Kubernetes object, as written, of a kind that Keywright checks. */
export type Manifest = {
  readonly kind: ManifestKind;
  readonly apiVersion: string;
  readonly file: string;
  readonly document: number;
  /** Pointer to the object in its document: '' unless it is in a List. */
  readonly pointer: string;
  readonly object: JsonObject;
  /** metadata.namespace, or null if not stated. */
  readonly namespace: string | null;
};

/** The kinds by API group. */
const GROUPS: ReadonlyMap<string, readonly ManifestKind[]> = new Map([
  ['external-secrets.io', ['ExternalSecret', 'SecretStore', 'ClusterSecretStore']],
  ['secrets-store.csi.x-k8s.io', ['SecretProviderClass']],
]);

/** The manifest kind of an object, or null if Keywright doesn't check its kind. */
export function manifestKindOf(object: JsonObject): ManifestKind | null {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  return GROUPS.get(apiVersion.split('/')[0] ?? '')?.find((known) => known === kind) ?? null;
}

/** The object at a path, or an empty object if the value there isn't one: the schema reports wrong shapes. */
export function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((parent, key) => {
    const child = parent[key];
    return isObject(child) ? child : {};
  }, object);
}

export function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

export function stringAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}
