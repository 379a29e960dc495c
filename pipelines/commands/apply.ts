import type { ApplyResult, Plan } from '../../schemas/plan.ts';
import { type Applied, applyEnvironment } from '../aws/apply.ts';
import { createAwsContext } from '../aws/create-context.ts';
import { type Planned, planEstate } from '../aws/plan-estate.ts';
import { assemblePlan } from '../plan/assemble.ts';
import { applyFormats } from '../reports/apply/list.ts';
import { renderPlanText } from '../reports/plan/text.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { CommandError } from './command-error.ts';
import { isConfirmed, requireAnswer } from './confirm.ts';
import { type Command, EXIT, type Io } from './io.ts';
import { loadSoundEstate, printFindings } from './sound-estate.ts';

/** Plans, asks, and carries the plan out. */
export const apply: Command = async (invocation, io) => {
  requireAnswer(invocation, io);
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  if (loaded.errors.length > 0) return printFindings(loaded, loaded.errors, io);
  const environments = chosenEnvironments(loaded.estate, invocation);
  const context = createAwsContext(io.env, io.credentialsFor ?? null);
  const { planned, failures } = await planEstate(loaded.estate, environments, 'apply', context);
  if (failures.length > 0) throw new CommandError(failures.join('\n'), EXIT.failed);
  const plan = assemblePlan({
    command: 'plan',
    environments: planned.map((environment) => environment.plan),
    manifests: [],
    findings: [],
    requests: context.requests(),
  });
  io.prose(renderPlanText(plan, { color: io.color, columns: io.isTerminal.prose ? io.columns : null }));
  const isWanted =
    plan.actions.length === 0 || (await isConfirmed(`Apply ${plan.actions.length} actions?`, invocation, io));
  const applied = isWanted ? await applyAll(planned, io) : [];
  const result = resultOf(applied, context.requests());
  io.data(applyFormats[invocation.global.format]?.(result, { color: io.color, columns: io.columns }) ?? '');
  return statusOf(result, plan);
};

async function applyAll(planned: readonly Planned[], io: Io): Promise<readonly Applied[]> {
  const { signal } = io;
  return Promise.all(
    planned.map(async (environment) => {
      if (environment.kind === 'refused' || isStopped(environment)) return { outcomes: [], awaitingValue: [] };
      return applyEnvironment(environment.session, environment.desired, environment.live, signal);
    }),
  );
}

/** A limit stops its whole environment (SPEC, "Types and their effects"). */
function isStopped({ plan }: Planned): boolean {
  return plan.refusals.some(({ reason }) => reason === 'limit' || reason === 'account');
}

function resultOf(applied: readonly Applied[], requests: ApplyResult['requests']): ApplyResult {
  const outcomes = applied.flatMap((environment) => environment.outcomes);
  const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
  return {
    schema: 'keywright.apply/v1',
    outcomes,
    awaitingValue: applied.flatMap(({ awaitingValue }) => awaitingValue),
    summary: { done: count('done'), failed: count('failed'), skipped: count('skipped') },
    requests,
  };
}

function statusOf({ summary }: ApplyResult, { refusals }: Plan): number {
  if (summary.failed > 0 || summary.skipped > 0) return EXIT.failed;
  return refusals.length > 0 ? EXIT.refused : EXIT.ok;
}
