import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { DesiredSecret } from '../../schemas/types.ts';

/** `region/name`: what a replica of that name in that Region would collide with, in words. */
export type Occupied = ReadonlyMap<string, string>;

/**
 * Names that other environments of the account declare in a Region where this environment has replicas: a secret and a
 * replica can't have the same name in one Region. (Two declared secrets of one name and Region are
 * `duplicate-declaration`.)
 */
export function namesDeclaredElsewhere(
  environment: EnvironmentDeclaration,
  environments: readonly EnvironmentDeclaration[],
  desired: readonly DesiredSecret[],
): Occupied {
  const { accountId, region } = environment.spec.aws;
  const neighbours = new Map(
    environments
      .filter(({ spec: { aws } }) => aws.accountId === accountId && aws.region !== region)
      .map(({ name, spec }) => [name, spec.aws.region]),
  );
  return new Map(
    desired.flatMap((secret) => {
      const place = neighbours.get(secret.environment);
      if (place === undefined || !secret.spec.manage) return [];
      return [
        [`${place}/${secret.name}`, `"${secret.secret}" is declared there under that name (${secret.environment})`],
      ];
    }),
  );
}

/** Why the secret's replicas can't be created where they are declared; null if nothing prevents it. */
export function collisionOf(desired: DesiredSecret, occupied: Occupied): string | null {
  for (const region of Object.keys(desired.spec.replicaRegions)) {
    const found = occupied.get(`${region}/${desired.name}`);
    if (found !== undefined)
      return `No replica of "${desired.name}" fits into ${region}: ${found}; choose another name.`;
  }
  return null;
}
