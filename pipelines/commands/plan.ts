import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, EXIT } from '../io/io.ts';
import { renderPlanJson } from '../reports/plan/json.ts';
import { planFormats } from '../reports/plan/list.ts';
import { changedManifests } from './changed-manifests.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { makePlan } from './make-plan.ts';
import type { planOptions } from './options/reconcile.ts';
import { planStatus } from './plan-status.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** Compares the declarations with AWS, by metadata alone, and writes nothing to AWS. */
export const plan: Command<typeof planOptions> = async (invocation, io) => {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const { env, out, detailedExitcode, policies, changedSince } = invocation.options;
  const environments = chosenEnvironments(loaded.estate, env);
  const depth = { policies, versionDates: false };
  const manifests =
    changedSince === undefined ? [] : changedManifests(loaded, environments, invocation.global.root, changedSince);
  const result = await makePlan({ command: 'plan', environments, depth, manifests }, loaded, io);
  const style = { color: io.color, columns: io.columns };
  if (out !== undefined) writeFileSync(resolve(io.cwd, out), renderPlanJson(result, style));
  io.data(planFormats[invocation.global.format]?.(result, style) ?? '');
  return planStatus(result, detailedExitcode);
};
