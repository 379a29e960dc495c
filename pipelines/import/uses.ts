import type { Consumer, ServiceAccountIdentity } from '../../schemas/declarations.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { readExternalSecret } from './external-secret.ts';
import { readProviderClass } from './provider-class.ts';
import type { ServiceAccounts } from './service-accounts.ts';
import { type ExternalSecretSpec, nameOf, namespaceOf, type ProviderClassSpec, specOf } from './shapes.ts';
import { type ImportedStore, identityThrough } from './stores.ts';

/** One manifest as a consumer of one secret. */
export type Use = {
  readonly manifest: Manifest;
  /** The secret's name in AWS. */
  readonly awsName: string;
  readonly isText: boolean;
  readonly consumer: Consumer;
  readonly identity: ServiceAccountIdentity;
  /** The Region that it reads in and the one that it fails over to; null if the manifest doesn't say. */
  readonly region: string | null;
  readonly failoverRegion: string | null;
  /** Differences in the generated manifest that a person should know. */
  readonly notes: readonly string[];
};

export type Refused = { readonly manifest: Manifest; readonly reasons: readonly string[] };

/** The store that a Cluster declares, and the stores of that kind and name that were found. */
export type ChosenStore = {
  readonly kind: ImportedStore['kind'];
  readonly name: string;
  /** Keywright manages it from now on. */
  readonly create: boolean;
  readonly found: readonly ImportedStore[];
};

/** The namespace's own service account, for workloads that name none. */
const unnamedAccount = 'default';

export function externalSecretUse(
  manifest: Manifest,
  chosen: ChosenStore | null,
  accounts: ServiceAccounts,
): Use | Refused {
  const read = readExternalSecret(manifest);
  if (read.reasons !== null) return { manifest, reasons: read.reasons };
  const { kind = 'SecretStore', name } = specOf<ExternalSecretSpec>(manifest).secretStoreRef ?? {};
  if (chosen === null || name === undefined) return { manifest, reasons: ['it names no store'] };
  if (kind !== chosen.kind || name !== chosen.name) {
    return { manifest, reasons: [`it reads through ${kind} ${name}, and a Cluster has one store: ${chosen.name}`] };
  }
  const namespace = namespaceOf(manifest);
  const store = chosen.found.find((one) => one.namespace === null || one.namespace === namespace);
  const prefix = store?.prefix ?? '';
  if (prefix !== '' && !chosen.create) return { manifest, reasons: [`its store puts ${prefix} before every name`] };
  const serviceAccount = (chosen.create ? store?.serviceAccount : null) ?? unnamedAccount;
  const role = accounts.roles.get(`${namespace}/${serviceAccount}`) ?? null;
  return {
    manifest,
    awsName: prefix + read.remoteKey,
    isText: read.isText,
    consumer: { namespaces: [namespace], serviceAccount, externalSecret: read.consumer },
    identity: identityThrough(chosen.create ? store : undefined, role),
    region: store?.region ?? null,
    failoverRegion: null,
    notes: [],
  };
}

export function providerClassUse(manifest: Manifest, accounts: ServiceAccounts): Use | Refused {
  const read = readProviderClass(manifest);
  if (read.reasons !== null) return { manifest, reasons: read.reasons };
  const namespace = namespaceOf(manifest);
  const serviceAccount = accounts.mounting.get(`${namespace}/${nameOf(manifest)}`);
  if (serviceAccount === undefined) {
    return { manifest, reasons: ['no workload among the manifests mounts it, so its service account is unknown'] };
  }
  const role = accounts.roles.get(`${namespace}/${serviceAccount}`) ?? null;
  if (role === null && !read.usesPodIdentity) {
    return {
      manifest,
      reasons: [`service account ${namespace}/${serviceAccount} with its role is not among the manifests`],
    };
  }
  return {
    manifest,
    awsName: read.awsName,
    isText: read.isText,
    consumer: { namespaces: [namespace], serviceAccount, secretProviderClass: read.consumer },
    identity:
      read.usesPodIdentity || role === null ? { identity: 'pod-identity' } : { identity: 'irsa', roleArn: role },
    region: read.region,
    failoverRegion: specOf<ProviderClassSpec>(manifest).parameters.failoverRegion ?? null,
    notes: read.wholeFile === null ? [] : [`the file with the whole value, ${read.wholeFile}, gets another name`],
  };
}
