import { isObject } from '../resolve/merge.ts';
import { type JsonObject, listAt, type Manifest, objectAt, stringAt } from './manifest.ts';

/** One place where an ExternalSecret reads a secret. `pointer` is that of the remoteRef or extract. */
export type RemoteRef = { readonly pointer: string; readonly key: string; readonly property: string | null };

/** The keys that an ExternalSecret reads, as written. */
export function remoteKeysOf(object: JsonObject): readonly RemoteRef[] {
  const spec = objectAt(object, 'spec');
  return [...refsIn(spec, 'data', 'remoteRef'), ...refsIn(spec, 'dataFrom', 'extract')];
}

function refsIn(spec: JsonObject, list: string, field: string): readonly RemoteRef[] {
  return listAt(spec, list).flatMap((entry, index) => {
    const reference = isObject(entry) ? entry[field] : undefined;
    const key = isObject(reference) ? stringAt(reference, 'key') : null;
    if (!isObject(reference) || key === null) return [];
    return [{ pointer: `/spec/${list}/${index}/${field}`, key, property: stringAt(reference, 'property') }];
  });
}

/**
 * The secrets that an ExternalSecret reads, by their name in AWS: without the ARN around it, with the prefix of its
 * store. None where its store is among the manifests and reads elsewhere than in Secrets Manager.
 */
export function remoteRefsOf({ object, namespace }: Manifest, manifests: readonly Manifest[]): readonly RemoteRef[] {
  const { kind = 'SecretStore', name } = objectAt(object, 'spec', 'secretStoreRef');
  const store = manifests.find(
    (manifest) =>
      manifest.kind === kind &&
      objectAt(manifest.object, 'metadata').name === name &&
      (kind === 'ClusterSecretStore' || manifest.namespace === namespace),
  );
  const aws = store === undefined ? undefined : objectAt(store.object, 'spec', 'provider', 'aws');
  if (aws !== undefined && aws.service !== 'SecretsManager') return [];
  const prefix = aws === undefined ? '' : (stringAt(aws, 'prefix') ?? '');
  return remoteKeysOf(object).map((reference) => ({ ...reference, key: secretName(prefix + reference.key) }));
}

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf` names the secret NAME. */
function secretName(key: string): string {
  return /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:(.+)-[A-Za-z0-9]{6}$/.exec(key)?.[1] ?? key;
}
