import type { Plan } from '../../schemas/plan.ts';
import type { Report } from '../../schemas/types.ts';

/** The appearance of a report for people. Formats for machines ignore it. */
export type Style = {
  readonly color: boolean;
  /** Width of the terminal in columns; null: lines are not wrapped, for pipes and files. */
  readonly columns: number | null;
};

/** A report format: one pure function. `list.ts` names them all. */
export type ReportFormat = (report: Report, style: Style) => string;

/** A format of plan and drift: one pure function. `list.ts` names them all. */
export type PlanFormat = (plan: Plan, style: Style) => string;
