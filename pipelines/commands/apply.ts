import type { ActionOutcome, AwaitingValue, Plan } from '../../schemas/plan.ts';
import type { Estate } from '../../schemas/types.ts';
import { planEstate } from '../aws/plan-estate.ts';
import { createAwsContext } from '../aws/session/context.ts';
import type { LoadedEstate } from '../declarations/estate.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT } from '../io/io.ts';
import { lint } from '../lint/lint.ts';
import { applyResult, type EnvironmentResult } from '../plan/apply-result.ts';
import { assemblePlan } from '../plan/assemble.ts';
import { consumersOf } from '../plan/consumers.ts';
import { decide } from '../plan/stored/decide.ts';
import { applyFormats } from '../reports/apply/list.ts';
import { renderReview } from '../reports/apply/review.ts';
import { count } from '../reports/summary.ts';
import { applyDecided } from './apply-decided.ts';
import { chosenEnvironments, environmentsNamed } from './chosen-environments.ts';
import { isConfirmed, requireAnswer } from './confirm.ts';
import { stopsApply } from './make-plan.ts';
import type { applyOptions } from './options/reconcile.ts';
import { loadSoundEstate, printFindings, proseStyle } from './sound-estate.ts';
import { readStoredPlans } from './stored-plans.ts';

const APPLYING = { purpose: 'apply', policies: 'declared', versionDates: false } as const;

/** Plans, compares with the stored plan if one is given, asks, and applies. */
export const apply: Command<typeof applyOptions> = async (invocation, io) => {
  const { options } = invocation;
  requireAnswer(options, io);
  const stored = readStoredPlans(invocation, io);
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const errors = lint({ ...loaded, now: io.now() }).filter(stopsApply);
  if (errors.length > 0) return printFindings(loaded, errors, io);
  const context = createAwsContext(io.env, io.credentialsFor ?? null);
  const environments = wantedEnvironments(loaded, stored, options.env);
  const { planned, failures } = await planEstate(loaded.estate, environments, APPLYING, context);
  if (failures.length > 0) throw new CommandError(failures.join('\n'), EXIT.failed);
  const decided = planned.map((environment) => ({
    ...environment,
    decision: decide(environment.plan, stored, options.allowHarmless),
  }));
  const plans = planned.map(({ plan }) => plan);
  const plan = assemblePlan({
    command: 'plan',
    environments: plans,
    manifests: [],
    findings: [],
    requests: context.requests(),
  });
  io.prose(
    renderReview(
      plan,
      decided.map(({ decision }) => decision),
      proseStyle(io),
    ),
  );
  if (!(await isConfirmed(questionOf(plan), options, io))) {
    io.prose('Nothing was applied.\n');
    return EXIT.failed;
  }
  const results = await applyDecided(decided, io);
  const result = applyResult(results, consumersOfReplaced(results, plan, loaded.estate), context.requests());
  io.data(applyFormats[invocation.global.format]?.(result, { color: io.color, columns: io.columns }) ?? '');
  return statusOf(results);
};

function wantedEnvironments({ estate }: LoadedEstate, stored: Plan | null, env: readonly string[]) {
  if (stored === null) return chosenEnvironments(estate, env);
  const names = stored.environments.map(({ name }) => name);
  return environmentsNamed(estate, names, '--plan');
}

/** Consumers of a live value that was replaced; a new secret has no consumers yet. */
function consumersOfReplaced(results: readonly EnvironmentResult[], { actions }: Plan, estate: Estate) {
  const done = new Set(
    results.flatMap(({ outcomes }) => outcomes.filter(({ status }) => status === 'done')).map(({ id }) => id),
  );
  const replaced = actions.filter(({ id, effects }) => done.has(id) && effects.includes('replaces-live-value'));
  return estate.desired
    .filter(({ environment, secret }) =>
      replaced.some((item) => item.environment === environment && item.secret === secret),
    )
    .flatMap((secret) => consumersOf(secret, estate.clusters));
}

function questionOf({ actions, awaitingValue }: Plan): string {
  if (actions.length > 0) return `Apply ${count(actions.length, 'action')}?`;
  return awaitingValue.length > 0 ? `Complete ${count(awaitingValue.length, 'value')} where possible?` : '';
}

/** Actions that were held back by a refusal, or that await a value, are not failures. */
function statusOf(results: readonly EnvironmentResult[]): number {
  const failed = results.some(
    ({ decision, outcomes, awaitingValue }) =>
      decision.goesAhead &&
      outcomes.some((outcome) => outcome.status !== 'done' && !isAwaiting(outcome, awaitingValue)),
  );
  if (failed) return EXIT.failed;
  return results.some(({ decision }) => decision.refusals.length > 0) ? EXIT.refused : EXIT.ok;
}

function isAwaiting({ id, status }: ActionOutcome, awaitingValue: readonly AwaitingValue[]): boolean {
  if (status !== 'skipped') return false;
  return awaitingValue.some(({ environment, secret }) => id === `${environment}/${secret}#write-value`);
}
