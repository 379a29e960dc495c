import { type Command, EXIT } from '../io/io.ts';
import { planFormats } from '../reports/plan/list.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { makePlan } from './make-plan.ts';
import type { driftOptions } from './options/reconcile.ts';
import { planStatus } from './plan-status.ts';
import { loadSoundEstate } from './sound-estate.ts';

/**
 * A plan reported as drift: it looks at every policy and at the age of values, and exits with 2 if there is anything to
 * do.
 */
export const drift: Command<typeof driftOptions> = async (invocation, io) => {
  const { options } = invocation;
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const environments = chosenEnvironments(loaded.estate, options.env);
  const depth = { policies: options.policies, versionDates: true };
  const result = await makePlan({ command: 'drift', environments, depth, manifests: [] }, loaded, io);
  io.data(planFormats[invocation.global.format]?.(result, { color: io.color, columns: io.columns }) ?? '');
  return planStatus(result, true);
};
