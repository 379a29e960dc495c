import type { ClusterDeclaration, SecretDeclaration } from '../../schemas/declarations.ts';
import type { DesiredSecret, Finding, Place } from '../../schemas/types.ts';
import { stageFinding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import { pointerOf } from '../pointer.ts';
import type { DeclaredNames } from './names.ts';

type Subject = { readonly secret?: string; readonly environment?: string };

/** Environments that a Secret names and nothing declares, and overrides for environments that it isn't in. */
export function secretReferences(secret: SecretDeclaration, names: DeclaredNames): readonly Finding[] {
  const own = { file: secret.file, document: secret.document };
  const unknown = secret.spec.environments.flatMap((name, index) =>
    missing('Environment', name, names, { ...own, pointer: `/spec/environments/${index}` }, { secret: secret.name }),
  );
  const idle = Object.keys(secret.spec.overrides ?? {})
    .filter((name) => !secret.spec.environments.includes(name))
    .map((name) =>
      stageFinding(
        'unknown-reference',
        { ...own, pointer: pointerOf(['spec', 'overrides', name]) },
        `Overrides are for the environments of this secret (${secret.spec.environments.join(', ')}); "${name}" is none ` +
          `of them.${didYouMean(name, secret.spec.environments)}`,
        { secret: secret.name },
      ),
    );
  return [...unknown, ...idle];
}

export function clusterReferences(cluster: ClusterDeclaration, names: DeclaredNames): readonly Finding[] {
  const own = { file: cluster.file, document: cluster.document };
  return cluster.spec.environments.flatMap((name, index) =>
    missing('Environment', name, names, { ...own, pointer: `/spec/environments/${index}` }, {}),
  );
}

/** Clusters and service accounts that a consumer names. `pointer`s are into the resolved document. */
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

/** The clusters on which a consumer runs: those that it names, else all of its environment. */
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

function missing(
  kind: 'Environment',
  name: string,
  names: DeclaredNames,
  place: Place,
  subject: Subject,
): readonly Finding[] {
  if (names[kind].has(name)) return [];
  const message = `No ${kind} is called "${name}".${didYouMean(name, names[kind])}`;
  return [stageFinding('unknown-reference', place, message, subject)];
}
