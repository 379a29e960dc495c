import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ManifestChange } from '../../schemas/plan.ts';
import { assembleEstate, type LoadedEstate } from '../declarations/estate.ts';
import { generate } from '../generate/generate.ts';
import { readBaseSources } from '../git/base-sources.ts';
import { removedManifests } from '../plan/manifest-changes.ts';

/**
 * The generated objects that the branch removes from clusters: removing an ExternalSecret removes its Kubernetes
 * Secret.
 */
export function changedManifests(
  { estate }: LoadedEstate,
  environments: readonly EnvironmentDeclaration[],
  root: string,
  ref: string,
): readonly ManifestChange[] {
  const base = assembleEstate(readBaseSources(root, ref)).estate;
  const names = new Set(environments.map(({ name }) => name));
  return removedManifests(generate(base).files, generate(estate).files, names);
}
