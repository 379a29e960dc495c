import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createAwsContext } from '../aws/create-context.ts';
import { planEstate } from '../aws/plan-estate.ts';
import { assemblePlan } from '../plan/assemble.ts';
import { renderPlanJson } from '../reports/plan/json.ts';
import { planFormats } from '../reports/plan/list.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { CommandError } from './command-error.ts';
import { type Command, EXIT } from './io.ts';
import { locatedErrors } from './located-errors.ts';
import { planStatus } from './plan-status.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** Compares what is declared with what is in AWS, by metadata alone, and writes nothing there. */
export const plan: Command = async (invocation, io) => {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const environments = chosenEnvironments(loaded.estate, invocation);
  const context = createAwsContext(io.env, io.credentialsFor ?? null);
  const { planned, failures } = await planEstate(loaded.estate, environments, 'plan', context);
  if (failures.length > 0) throw new CommandError(failures.join('\n'), EXIT.failed);
  const result = assemblePlan({
    command: 'plan',
    environments: planned.map((environment) => environment.plan),
    manifests: [],
    findings: locatedErrors(loaded),
    requests: context.requests(),
  });
  const style = { color: io.color, columns: io.columns };
  const { out, detailedExitcode } = invocation.options;
  if (typeof out === 'string') writeFileSync(resolve(io.cwd, out), renderPlanJson(result, style));
  io.data(planFormats[invocation.global.format]?.(result, style) ?? '');
  return planStatus(result, detailedExitcode === true);
};
