import type {
  ClusterDeclaration,
  Declaration,
  EnvironmentDeclaration,
  SecretDeclaration,
  Settings,
  SettingsPatch,
} from '../../schemas/declarations.ts';
import { findSecretType } from '../../schemas/secret-types/list.ts';
import type { DesiredSecret, Estate, Finding } from '../../schemas/types.ts';
import { stageFinding } from './finding.ts';
import { duplicateDocuments, duplicateSecretNames } from './resolve/duplicates.ts';
import { type DeclaredNames, declaredNames, type NamedDocument } from './resolve/names.ts';
import { originOf } from './resolve/origin.ts';
import { clusterReferences, consumerReferences, secretReferences } from './resolve/references.ts';
import { requiredFields } from './resolve/required.ts';
import { baseSettings, mergedSettings, resolveSecret } from './resolve/settings.ts';

export type Resolved = { readonly estate: Estate; readonly findings: readonly Finding[] };

/**
 * Merges every Secret's layers for each of its environments. Then runs the checks that need all declarations:
 * references, duplicates, and fields that are required after merging.
 */
export function resolve(declarations: readonly Declaration[], named: readonly NamedDocument[]): Resolved {
  const names = declaredNames(named);
  const environments = sortedByName(declarations.filter(isEnvironment));
  const clusters = sortedByName(declarations.filter(isCluster));
  const secrets = sortedByName(declarations.filter(isSecret));
  const environmentsByName = new Map(environments.map((environment) => [environment.name, environment]));
  const pairs = environments.flatMap((environment) => {
    const own = secrets.filter((secret) => secret.spec.environments.includes(environment.name));
    const base = baseSettings(environment);
    return own.map((secret) => resolvePair(secret, environment, base, clusters, names));
  });
  const desired = pairs.map((pair) => pair.desired);
  return {
    estate: {
      environments,
      clusters,
      secrets,
      policy: declarations.find(isPolicy) ?? null,
      waivers: declarations.filter(isWaivers),
      desired,
    },
    findings: [
      ...duplicateDocuments(named),
      ...clusters.flatMap((cluster) => clusterReferences(cluster, names)),
      ...secrets.flatMap((secret) => secretReferences(secret, names)),
      ...pairs.flatMap((pair) => pair.findings),
      ...duplicateSecretNames(desired, environmentsByName),
    ],
  };
}

function resolvePair(
  secret: SecretDeclaration,
  environment: EnvironmentDeclaration,
  base: SettingsPatch,
  clusters: readonly ClusterDeclaration[],
  names: DeclaredNames,
): { readonly desired: DesiredSecret; readonly findings: readonly Finding[] } {
  const settings = mergedSettings(secret, environment.name, base);
  const desired = resolveSecret(secret, environment, settings);
  const type = findSecretType(secret.spec.type);
  const missing = type === undefined ? [] : requiredFields(secret, settings, type);
  const wrong = [...missing, ...contradictions(settings)];
  const dangling = consumerReferences(desired, clusters, names);
  const toFinding = (rule: string) => (problem: { readonly pointer: string; readonly message: string }) =>
    stageFinding(rule, originOf(problem.pointer, secret, environment), problem.message, desired);
  return {
    desired,
    findings: [...wrong.map(toFinding('schema')), ...dangling.map(toFinding('unknown-reference'))],
  };
}

function sortedByName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const isEnvironment = (declaration: Declaration) => declaration.kind === 'Environment';
const isCluster = (declaration: Declaration) => declaration.kind === 'Cluster';
const isSecret = (declaration: Declaration) => declaration.kind === 'Secret';
const isPolicy = (declaration: Declaration) => declaration.kind === 'Policy';
const isWaivers = (declaration: Declaration) => declaration.kind === 'Waivers';

type Problem = { readonly pointer: string; readonly message: string };

/** Settings that contradict each other after the layers are merged. `pointer`s are into the resolved document. */
function contradictions({ state, manage, adopt }: Settings): readonly Problem[] {
  const isTheirs = manage === false;
  const isAbsent = state === 'absent';
  return [
    ...(isTheirs && isAbsent ? [{ pointer: '/spec/state', message: THEIRS_ABSENT }] : []),
    ...(isTheirs && adopt === true ? [{ pointer: '/spec/adopt', message: THEIRS_ADOPTED }] : []),
    ...(!isTheirs && isAbsent && adopt === true ? [{ pointer: '/spec/adopt', message: ADOPTED_ABSENT }] : []),
  ];
}

const THEIRS_ABSENT =
  'With manage: false the secret is someone else\'s and is never deleted; remove "state", or "manage: false".';
const THEIRS_ADOPTED =
  'With manage: false the secret stays someone else\'s, so it can\'t be adopted; remove "adopt", or "manage: false".';
const ADOPTED_ABSENT =
  'This would delete a secret that was never taken over; adopt it first, and remove "adopt" once it is ours.';
