import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ManifestChange } from '../../schemas/plan.ts';
import { assembleEstate, type LoadedEstate } from '../declarations/estate.ts';
import { generate } from '../generate/generate.ts';
import { readBaseSources } from '../git/base-sources.ts';
import { type Command, EXIT } from '../io/io.ts';
import { choiceOf } from '../io/options.ts';
import { removedManifests } from '../plan/manifest-changes.ts';
import { renderPlanJson } from '../reports/plan/json.ts';
import { planFormats } from '../reports/plan/list.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { makePlan } from './make-plan.ts';
import { planStatus } from './plan-status.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** Compares what is declared with what is in AWS, by metadata alone, and writes nothing there. */
export const plan: Command = async (invocation, io) => {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const environments = chosenEnvironments(loaded.estate, invocation);
  const { out, detailedExitcode, changedSince } = invocation.options;
  const depth = { policies: choiceOf(invocation, 'policies', ['declared', 'all']), versionDates: false };
  const manifests =
    typeof changedSince === 'string'
      ? changedManifests(loaded, environments, invocation.global.root, changedSince)
      : [];
  const result = await makePlan({ command: 'plan', environments, depth, manifests }, loaded, io);
  const style = { color: io.color, columns: io.columns };
  if (typeof out === 'string') writeFileSync(resolve(io.cwd, out), renderPlanJson(result, style));
  io.data(planFormats[invocation.global.format]?.(result, style) ?? '');
  return planStatus(result, detailedExitcode === true);
};

/** What the branch takes from clusters: an ExternalSecret that goes takes its Kubernetes Secret with it. */
function changedManifests(
  { estate }: LoadedEstate,
  environments: readonly EnvironmentDeclaration[],
  root: string,
  ref: string,
): readonly ManifestChange[] {
  const base = assembleEstate(readBaseSources(root, ref)).estate;
  const names = new Set(environments.map(({ name }) => name));
  return removedManifests(generate(base).files, generate(estate).files, names);
}
