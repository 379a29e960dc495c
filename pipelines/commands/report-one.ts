import { EXIT, type Invocation, type Io } from '../io/io.ts';
import { applyResult } from '../plan/apply-result.ts';
import { consumersOf } from '../plan/consumers.ts';
import { applyFormats } from '../reports/apply/list.ts';
import type { OneSecret } from './one-secret.ts';

/** Reports work on a single secret like an apply of it, with its consumers if a live value was replaced. */
export function reportOne(one: OneSecret, type: string, wasLive: boolean, { global }: Invocation, io: Io): number {
  const { estate, desired, context } = one;
  const outcome = { id: `${desired.environment}/${desired.secret}#${type}`, status: 'done' as const, error: null };
  const decision = { stale: null, goesAhead: true, refusals: [], alreadyDone: [] };
  const consumers = wasLive ? consumersOf(desired, estate.clusters) : [];
  const result = applyResult([{ decision, outcomes: [outcome], awaitingValue: [] }], consumers, context.requests());
  io.data(applyFormats[global.format]?.(result, { color: io.color, columns: io.columns }) ?? '');
  return EXIT.ok;
}
