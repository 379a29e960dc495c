import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ObservedSecret, Orphan } from '../../schemas/plan.ts';
import { ownershipOf, RECORD } from './record/record.ts';

/** Secrets of ours that no declaration names any more. Reported, never deleted (ARCHITECTURE, invariant 7). */
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

/** Ours, a primary, and not on its way out. */
export function isManaged(secret: ObservedSecret, environment: EnvironmentDeclaration): boolean {
  const isPrimary = secret.primaryRegion === null || secret.primaryRegion === secret.region;
  return isPrimary && secret.deletedDate === null && ownershipOf(secret.tags, environment) === 'ours';
}
