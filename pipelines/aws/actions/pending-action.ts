import type { Action, ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Session } from '../session/session.ts';

/** An action about to be carried out on a secret that was just looked at. */
export type PendingAction<Observed = ObservedSecret> = {
  readonly session: Session;
  readonly desired: DesiredSecret;
  readonly action: Action;
  readonly observed: Observed;
};

/** The result of an action that did not fail. `awaiting`: the JSON keys that still need a value. */
export type ActionResult = { readonly awaiting: readonly string[] };

export const DONE: ActionResult = { awaiting: [] };
