import type { ApplyResult } from '../../../schemas/plan.ts';

/** `keywright.apply/v1`: stable; fields are only ever added. */
export function renderApplyJson(result: ApplyResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
