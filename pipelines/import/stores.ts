import type { ServiceAccountIdentity } from '../../schemas/declarations.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { type AwsProvider, type ManifestStoreSpec, nameOf, namespaceOf, specOf } from './shapes.ts';
import { anything, type Pattern, unsupportedFields } from './unsupported-fields.ts';

/** A SecretStore or ClusterSecretStore for Secrets Manager, with the fields that declarations need. */
export type ImportedStore = {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
  /** null: cluster-wide. */
  readonly namespace: string | null;
  readonly region: string;
  readonly prefix: string;
  readonly serviceAccount: string | null;
  readonly role: string | null;
  readonly namespaces: readonly string[] | null;
  /** Why Keywright can't write it; empty if it can. */
  readonly reasons: readonly string[];
};

const reproducible: Pattern = {
  conditions: [{ namespaces: anything }],
  provider: {
    aws: {
      service: 'SecretsManager',
      region: anything,
      role: anything,
      prefix: anything,
      sessionTagsPolicy: anything,
      auth: { jwt: { serviceAccountRef: { name: anything, namespace: anything } } },
    },
  },
};

/** null for a store of another provider or service. */
export function readStore(manifest: Manifest): ImportedStore | null {
  const spec = specOf<ManifestStoreSpec>(manifest);
  const { aws } = spec.provider;
  if (aws === undefined || aws.service !== 'SecretsManager') return null;
  const kind = manifest.kind === 'ClusterSecretStore' ? manifest.kind : 'SecretStore';
  const left = unsupportedFields(manifest.object.spec ?? null, reproducible, 'spec');
  return {
    kind,
    name: nameOf(manifest),
    namespace: kind === 'SecretStore' ? namespaceOf(manifest) : null,
    region: aws.region,
    prefix: aws.prefix ?? '',
    serviceAccount: aws.auth?.jwt?.serviceAccountRef?.name ?? null,
    role: aws.role ?? null,
    namespaces: spec.conditions?.[0]?.namespaces ?? null,
    reasons: [...left.map((path) => `${path} has no place in a declaration`), ...identityReasons(kind, aws, spec)],
  };
}

function identityReasons(
  kind: string,
  { auth, role }: AwsProvider,
  { conditions = [] }: ManifestStoreSpec,
): readonly string[] {
  const ref = auth?.jwt?.serviceAccountRef;
  return [
    ...(kind === 'ClusterSecretStore' && ref !== undefined ? ['one service account reads for every namespace'] : []),
    ...(ref !== undefined && role !== undefined ? ['it assumes a role after the one of its service account'] : []),
    ...(ref === undefined && role === undefined ? ["it reads with the operator's own rights"] : []),
    ...(conditions.length > 1 ? ['it has several conditions'] : []),
  ];
}

/** The identity with which a workload reads through the store, or without one. */
export function identityThrough(store: ImportedStore | undefined, irsaRole: string | null): ServiceAccountIdentity {
  if (irsaRole !== null) return { identity: 'irsa', roleArn: irsaRole };
  const role = store?.serviceAccount === null ? store.role : null;
  return { identity: 'pod-identity', ...(role !== null && role !== undefined && { roleArn: role }) };
}
