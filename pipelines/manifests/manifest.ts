import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';

export type ManifestKind = 'ExternalSecret' | 'SecretStore' | 'ClusterSecretStore' | 'SecretProviderClass';

/** A Kubernetes object of a kind that we know, as somebody wrote it. */
export type Manifest = {
  readonly kind: ManifestKind;
  readonly apiVersion: string;
  readonly file: string;
  readonly document: number;
  /** Where the object stands in its document: '' but inside a List. */
  readonly pointer: string;
  readonly object: JsonObject;
  /** metadata.namespace, or null where it is not stated. */
  readonly namespace: string | null;
};

/** The kinds by API group. */
const GROUPS: ReadonlyMap<string, readonly ManifestKind[]> = new Map([
  ['external-secrets.io', ['ExternalSecret', 'SecretStore', 'ClusterSecretStore']],
  ['secrets-store.csi.x-k8s.io', ['SecretProviderClass']],
]);

/** The manifest kind of an object, or null for objects that are none of ours to judge. */
export function manifestKindOf(object: JsonObject): ManifestKind | null {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  return GROUPS.get(apiVersion.split('/')[0] ?? '')?.find((known) => known === kind) ?? null;
}

/** A child of an object where it is an object, else an empty one: a wrong shape is for the schema to report. */
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
