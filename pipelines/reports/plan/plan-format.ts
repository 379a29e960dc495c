import type { Plan } from '../../../schemas/plan.ts';
import type { Style } from '../report-format.ts';

/** A format of plan and drift: one pure function. `list.ts` names them all. */
export type PlanFormat = (plan: Plan, style: Style) => string;
