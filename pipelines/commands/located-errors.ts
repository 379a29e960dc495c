import type { PlanFinding } from '../../schemas/plan.ts';
import { makeReport } from '../report.ts';
import type { SoundEstate } from './sound-estate.ts';

/** The errors of the declarations with their lines, as a plan carries them: `apply` will refuse to run with them. */
export function locatedErrors(loaded: SoundEstate): readonly PlanFinding[] {
  return makeReport('check', loaded, loaded.errors).findings.map(({ frame: _frame, ...finding }) => finding);
}
