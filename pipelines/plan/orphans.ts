import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ObservedSecret, Orphan } from '../../schemas/plan.ts';
import { ownershipOf, RECORD } from './record/record.ts';

/** Managed secrets that are no longer declared. They are reported, never deleted (ARCHITECTURE, invariant 7). */
export function findOrphans(
  environment: EnvironmentDeclaration,
  declaredNames: ReadonlySet<string>,
  observed: Iterable<ObservedSecret>,
): readonly Orphan[] {
  return [...observed]
    .filter((secret) => isManaged(secret, environment) && !declaredNames.has(secret.name))
    .map(({ name, arn, tags }) => ({
      environment: environment.name,
      name,
      arn,
      declaration: tags[RECORD.declaration] ?? null,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Managed by this environment, a primary, and not scheduled for deletion. */
export function isManaged(secret: ObservedSecret, environment: EnvironmentDeclaration): boolean {
  const isPrimary = secret.primaryRegion === null || secret.primaryRegion === secret.region;
  return isPrimary && secret.deletedDate === null && ownershipOf(secret.tags, environment) === 'ours';
}
