import type { ActionOutcome, ApplyResult, AwaitingValue } from '../../schemas/plan.ts';
import type { Decision } from './stored/decide.ts';

/** The result for one environment: the outcomes of its actions, and the decision made before. */
export type EnvironmentResult = {
  readonly decision: Decision;
  readonly outcomes: readonly ActionOutcome[];
  readonly awaitingValue: readonly AwaitingValue[];
};

export function applyResult(
  results: readonly EnvironmentResult[],
  consumers: ApplyResult['consumers'],
  requests: ApplyResult['requests'],
): ApplyResult {
  const outcomes = results.flatMap(({ decision, outcomes: own }) => [
    ...(decision.goesAhead ? decision.alreadyDone.map((id) => ({ id, status: 'done' as const, error: null })) : []),
    ...own,
  ]);
  const count = (status: ActionOutcome['status']) => outcomes.filter((outcome) => outcome.status === status).length;
  return {
    schema: 'keywright.apply/v1',
    outcomes,
    consumers,
    refusals: results.flatMap(({ decision }) => decision.refusals),
    awaitingValue: results.flatMap(({ awaitingValue }) => awaitingValue),
    summary: { done: count('done'), failed: count('failed'), skipped: count('skipped') },
    requests,
  };
}
