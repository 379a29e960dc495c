import { findingToJson } from '../json.ts';
import type { PlanFormat } from '../report-format.ts';

/** `keywright.plan/v1`: stable; fields are only ever added. `plan --out` stores it and `apply --plan` reads it. */
export const renderPlanJson: PlanFormat = (plan) =>
  `${JSON.stringify({ ...plan, findings: plan.findings.map(findingToJson) }, null, 2)}\n`;
