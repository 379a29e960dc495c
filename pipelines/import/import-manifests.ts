import type { ServiceAccountIdentity } from '../../schemas/declarations.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { ParsedManifests } from '../manifests/parse-manifests.ts';
import { manifestShapeProblems } from '../manifests/validate-manifest.ts';
import { findServiceAccounts, type ServiceAccounts } from './service-accounts.ts';
import { type ExternalSecretSpec, specOf } from './shapes.ts';
import { type ImportedStore, readStore } from './stores.ts';
import { type ChosenStore, externalSecretUse, providerClassUse, type Refused, type Use } from './uses.ts';

export type ImportedManifests = {
  readonly uses: readonly Use[];
  readonly refused: readonly Refused[];
  readonly store: ChosenStore | null;
  /** By `namespace/name`. */
  readonly serviceAccounts: { readonly [account: string]: ServiceAccountIdentity };
  readonly region: string | null;
  /** Why Keywright can't manage the stores. */
  readonly storeReasons: readonly string[];
};

/**
 * Reads ESO and CSI manifests as consumers of secrets. A manifest that declarations can't express is refused, not
 * approximated.
 */
export function importManifests({ manifests, documents }: ParsedManifests): ImportedManifests {
  const accounts = findServiceAccounts(documents);
  const broken = manifests.flatMap((manifest): readonly Refused[] => {
    const problems = manifestShapeProblems(manifest);
    return problems.length === 0 ? [] : [{ manifest, reasons: problems.map(({ message }) => message) }];
  });
  const sound = manifests.filter((manifest) => !broken.some((one) => one.manifest === manifest));
  const stores = sound.filter(({ kind }) => /Store$/.test(kind)).flatMap((manifest) => readStore(manifest) ?? []);
  const { store, reasons } = chooseStore(sound, stores, accounts);
  const results = sound.flatMap((manifest) => useOf(manifest, store, accounts));
  const uses = results.filter((result) => 'consumer' in result);
  const region = uses.find((use) => use.region !== null)?.region ?? null;
  const judged = uses.map((use) => ({ use, reasons: contradictions(use, uses, region) }));
  const accepted = judged.filter((one) => one.reasons.length === 0).map(({ use }) => use);
  return {
    uses: accepted,
    refused: [
      ...broken,
      ...results.filter((result) => 'reasons' in result),
      ...judged
        .filter((one) => one.reasons.length > 0)
        .map((one) => ({ manifest: one.use.manifest, reasons: one.reasons })),
    ],
    store,
    serviceAccounts: Object.fromEntries(byKnowledge(accepted).map((use) => [accountOf(use), use.identity])),
    region,
    storeReasons: reasons,
  };
}

/** Contradictions to the manifests before it: a secret is either text or JSON, and a cluster reads in one Region. */
function contradictions(use: Use, uses: readonly Use[], region: string | null): readonly string[] {
  const isText = uses.find(({ awsName }) => awsName === use.awsName)?.isText;
  return [
    ...(isText === use.isText ? [] : ['of this secret another manifest reads the whole value, or single keys']),
    ...(use.region === null || use.region === region ? [] : [`it reads in ${use.region}, and others in ${region}`]),
  ];
}

/** If manifests disagree on one service account, the one that knows its role comes last and wins. */
function byKnowledge(uses: readonly Use[]): readonly Use[] {
  const weight = ({ identity }: Use) => (identity.identity === 'irsa' ? 2 : identity.roleArn === undefined ? 0 : 1);
  return uses.toSorted((a, b) => weight(a) - weight(b));
}

function accountOf({ consumer }: Use): string {
  return `${consumer.namespaces[0]}/${consumer.serviceAccount}`;
}

function useOf(manifest: Manifest, store: ChosenStore | null, accounts: ServiceAccounts): readonly (Use | Refused)[] {
  if (manifest.kind === 'ExternalSecret') return [externalSecretUse(manifest, store, accounts)];
  return manifest.kind === 'SecretProviderClass' ? [providerClassUse(manifest, accounts)] : [];
}

/** The store that most ExternalSecrets read through, because a Cluster declares only one. */
function chooseStore(
  manifests: readonly Manifest[],
  stores: readonly ImportedStore[],
  accounts: ServiceAccounts,
): { readonly store: ChosenStore | null; readonly reasons: readonly string[] } {
  const refs = manifests
    .filter(({ kind }) => kind === 'ExternalSecret')
    .map((manifest) => specOf<ExternalSecretSpec>(manifest).secretStoreRef ?? {})
    .flatMap(({ kind = 'SecretStore', name }) => (name === undefined ? [] : [`${kind}/${name}`]));
  const [most] = [...new Set(refs)].toSorted((a, b) => countOf(refs, b) - countOf(refs, a));
  if (most === undefined) return { store: null, reasons: [] };
  const [kind, name = ''] = most.split('/');
  const found = stores.filter((store) => store.kind === kind && store.name === name);
  const reasons = keptReasons(found, accounts);
  const isClusterWide = kind === 'ClusterSecretStore';
  return {
    store: { kind: isClusterWide ? kind : 'SecretStore', name, create: reasons.length === 0, found },
    reasons,
  };
}

function countOf(refs: readonly string[], ref: string): number {
  return refs.filter((other) => other === ref).length;
}

function keptReasons(found: readonly ImportedStore[], accounts: ServiceAccounts): readonly string[] {
  const roleless = found.filter(
    ({ serviceAccount, namespace }) => serviceAccount !== null && !accounts.roles.has(`${namespace}/${serviceAccount}`),
  );
  return [
    ...(found.length === 0 ? ['it is not among the manifests'] : []),
    ...(found.some(({ kind }) => kind === 'ClusterSecretStore') ? ['it serves the whole cluster'] : []),
    ...(new Set(found.map(({ region }) => region)).size > 1 ? ['its namespaces read in different Regions'] : []),
    ...roleless.map((store) => `service account ${store.namespace}/${store.serviceAccount} is not among the manifests`),
    ...found.flatMap((store) => store.reasons),
  ];
}
