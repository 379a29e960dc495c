import type { Plan } from '../../schemas/plan.ts';
import { EXIT } from '../io/io.ts';

/** The status of the first that exists: findings of severity error, refusals, changes. */
export function planStatus({ findings, refusals, actions }: Plan, tellsChanges: boolean): number {
  if (findings.some(({ severity, waived }) => severity === 'error' && waived === null)) return EXIT.failed;
  if (refusals.length > 0) return EXIT.refused;
  return tellsChanges && actions.length > 0 ? EXIT.changesPending : EXIT.ok;
}
