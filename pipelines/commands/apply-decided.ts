import { applyEnvironment } from '../aws/apply.ts';
import type { Planned } from '../aws/plan-estate.ts';
import type { Io } from '../io/io.ts';
import type { EnvironmentResult } from '../plan/apply-result.ts';
import type { Decision } from '../plan/stored/decide.ts';

export type Decided = Planned & { readonly decision: Decision };

/** Applies the environments that go ahead, side by side, and shows progress on a terminal. */
export async function applyDecided(decided: readonly Decided[], io: Io): Promise<readonly EnvironmentResult[]> {
  const { signal } = io;
  const total = decided.reduce((sum, { decision, plan }) => sum + (decision.goesAhead ? plan.actions.length : 0), 0);
  const progress = createProgress('applied', total, io);
  signal.addEventListener('abort', () => io.prose('Stopping: the secrets in hand are finished first.\n'), {
    once: true,
  });
  const results = await Promise.all(
    decided.map(async (environment) => {
      const { decision } = environment;
      if (environment.kind === 'refused' || !decision.goesAhead) return heldBack(environment);
      const { session, desired, live } = environment;
      const applied = await applyEnvironment(session, desired, live, signal, progress.advance);
      return { decision, ...applied };
    }),
  );
  progress.end();
  return results;
}

/** The result of an environment that does not go ahead: nothing was applied, and why. */
function heldBack({ decision, plan }: Decided): EnvironmentResult {
  const error = decision.refusals.find(({ secret }) => secret === null)?.message ?? null;
  const outcomes = plan.actions.map(({ id }) => ({ id, status: 'skipped' as const, error }));
  return { decision, outcomes, awaitingValue: [] };
}

type Progress = { readonly advance: (steps: number) => void; readonly end: () => void };

/** A line on standard error that counts up in place; nothing if standard error is not a terminal. */
function createProgress(verb: string, total: number, { isTerminal, prose }: Io): Progress {
  if (!isTerminal.prose || total === 0) return { advance: () => undefined, end: () => undefined };
  let done = 0;
  let shown = -1;
  const show = () => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    prose(`\r${done} of ${total} ${verb}`);
  };
  show();
  return {
    advance: (steps) => {
      done += steps;
      show();
    },
    end: () => prose('\r\x1b[K'),
  };
}
