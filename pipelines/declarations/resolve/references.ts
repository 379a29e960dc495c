import type { ClusterDeclaration, SecretDeclaration } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret, Finding } from '../../../schemas/types.ts';
import { stageFinding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { DeclaredNames } from './names.ts';

type Subject = { readonly secret?: string; readonly environment?: string };

/** Undeclared environments that a Secret names, and overrides for environments that it doesn't list. */
export function secretReferences(secret: SecretDeclaration, names: DeclaredNames): readonly Finding[] {
  const { environments, overrides = {} } = secret.spec;
  const unknown = unknownEnvironments(secret, names, { secret: secret.name });
  const idle = Object.keys(overrides).filter((name) => !environments.includes(name));
  return [...unknown, ...idle.map((name) => idleOverride(secret, name))];
}

function idleOverride({ name: secret, file, document, spec }: SecretDeclaration, name: string): Finding {
  const place = { file, document, pointer: pointerOf(['spec', 'overrides', name]) };
  const message =
    `Overrides are for the environments of this secret (${spec.environments.join(', ')}); "${name}" is none ` +
    `of them.${didYouMean(name, spec.environments)}`;
  return stageFinding('unknown-reference', place, message, { secret });
}

export function clusterReferences(cluster: ClusterDeclaration, names: DeclaredNames): readonly Finding[] {
  return unknownEnvironments(cluster, names, {});
}

/**
 * Unknown clusters and service accounts that a consumer names, and clusters that don't serve its environment.
 * `pointer`s are into the resolved document.
 */
export function consumerReferences(
  desired: DesiredSecret,
  clusters: readonly ClusterDeclaration[],
  names: DeclaredNames,
): readonly { readonly pointer: string; readonly message: string }[] {
  return Object.entries(desired.spec.kubernetes).flatMap(
    ([consumer, { clusters: wanted, namespaces, serviceAccount }]) => {
      const at = ['spec', 'kubernetes', consumer];
      const unknown = (wanted ?? []).flatMap((name, index) => {
        const message = clusterProblem(name, desired.environment, clusters, names);
        return message === null ? [] : [{ pointer: pointerOf([...at, 'clusters', String(index)]), message }];
      });
      const accounts = clustersOf(desired.environment, wanted, clusters).flatMap((cluster) =>
        namespaces
          .map((namespace) => `${namespace}/${serviceAccount}`)
          .filter((account) => !Object.hasOwn(cluster.spec.serviceAccounts ?? {}, account))
          .map((account) => ({
            pointer: pointerOf([...at, 'serviceAccount']),
            message:
              `Cluster "${cluster.name}" has no service account "${account}"; add it to its spec.serviceAccounts.` +
              didYouMean(account, Object.keys(cluster.spec.serviceAccounts ?? {})),
          })),
      );
      return [...unknown, ...accounts];
    },
  );
}

/** The clusters on which a consumer runs: those that it names, or all clusters of its environment if it names none. */
export function clustersOf(
  environment: string,
  wanted: readonly string[] | undefined,
  clusters: readonly ClusterDeclaration[],
): readonly ClusterDeclaration[] {
  return clusters.filter(
    ({ name, spec }) => spec.environments.includes(environment) && (wanted === undefined || wanted.includes(name)),
  );
}

function clusterProblem(
  name: string,
  environment: string,
  clusters: readonly ClusterDeclaration[],
  names: DeclaredNames,
): string | null {
  if (!names.Cluster.has(name)) return `No Cluster is called "${name}".${didYouMean(name, names.Cluster)}`;
  const cluster = clusters.find((candidate) => candidate.name === name);
  if (cluster === undefined || cluster.spec.environments.includes(environment)) return null;
  return `Cluster "${name}" does not serve the environment "${environment}"; add it there or remove it here.`;
}

function unknownEnvironments(
  { file, document, spec }: SecretDeclaration | ClusterDeclaration,
  names: DeclaredNames,
  subject: Subject,
): readonly Finding[] {
  const unknown = spec.environments.filter((name) => !names.Environment.has(name));
  return unknown.map((name) => {
    const place = { file, document, pointer: `/spec/environments/${spec.environments.indexOf(name)}` };
    const message = `No Environment is called "${name}".${didYouMean(name, names.Environment)}`;
    return stageFinding('unknown-reference', place, message, subject);
  });
}
