import type { Action, ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Session } from '../session/session.ts';

/** One action about to be carried out on one secret, looked at a moment ago. */
export type PendingAction<Observed = ObservedSecret> = {
  readonly session: Session;
  readonly desired: DesiredSecret;
  readonly action: Action;
  readonly observed: Observed;
};

/** How an action ended, where nothing failed. `awaiting`: a part of the value has to be given first. */
export type ActionResult = { readonly awaiting: readonly string[] };

export const DONE: ActionResult = { awaiting: [] };
