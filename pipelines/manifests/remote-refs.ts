import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';
import { listAt, type Manifest, objectAt, stringAt } from './manifest.ts';

/** One place where an ExternalSecret reads a secret. `pointer` points to the remoteRef or extract. */
export type RemoteRef = {
  readonly pointer: string;
  readonly key: string;
  readonly property: string | null;
  /** The store that it reads through: its own, or the ExternalSecret's. */
  readonly storeRef: JsonObject;
};

/** The remote keys that an ExternalSecret reads from stores, as written. */
export function remoteKeysOf(object: JsonObject): readonly RemoteRef[] {
  const spec = objectAt(object, 'spec');
  return [...refsIn(spec, 'data', 'remoteRef'), ...refsIn(spec, 'dataFrom', 'extract')];
}

function refsIn(spec: JsonObject, list: string, field: string): readonly RemoteRef[] {
  return listAt(spec, list).flatMap((entry, index) => {
    const reference = isObject(entry) ? entry[field] : undefined;
    const key = isObject(reference) ? stringAt(reference, 'key') : null;
    if (!isObject(entry) || !isObject(reference) || key === null) return [];
    const { generatorRef, storeRef } = objectAt(entry, 'sourceRef');
    if (generatorRef !== undefined) return [];
    return [
      {
        pointer: `/spec/${list}/${index}/${field}`,
        key,
        property: stringAt(reference, 'property'),
        storeRef: isObject(storeRef) ? storeRef : objectAt(spec, 'secretStoreRef'),
      },
    ];
  });
}

/** A reference to a secret by its name in AWS. `store` is null if the store is not among the manifests. */
export type SecretRef = Omit<RemoteRef, 'storeRef'> & { readonly store: Manifest | null };

/**
 * The secrets that an ExternalSecret reads, by their name in AWS: ARNs are reduced to the name, and the store's prefix
 * is added. Omits references whose store is among the manifests and reads from a service other than Secrets Manager.
 */
export function secretRefsOf({ object, namespace }: Manifest, manifests: readonly Manifest[]): readonly SecretRef[] {
  return remoteKeysOf(object).flatMap(({ storeRef, key, ...reference }): readonly SecretRef[] => {
    const store = storeOf(storeRef, namespace, manifests);
    if (store === null) return [{ ...reference, key: secretName(key), store }];
    const aws = objectAt(store.object, 'spec', 'provider', 'aws');
    if (aws.service !== 'SecretsManager') return [];
    return [{ ...reference, key: secretName((stringAt(aws, 'prefix') ?? '') + key), store }];
  });
}

function storeOf(
  { kind = 'SecretStore', name }: { readonly [field: string]: Json },
  namespace: string | null,
  manifests: readonly Manifest[],
): Manifest | null {
  const store = manifests.find(
    (manifest) =>
      manifest.kind === kind &&
      objectAt(manifest.object, 'metadata').name === name &&
      (kind === 'ClusterSecretStore' || manifest.namespace === namespace),
  );
  return store ?? null;
}

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf` names the secret NAME. */
export function secretName(key: string): string {
  return /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(.+)-[A-Za-z0-9]{6}$/.exec(key)?.[1] ?? key;
}
