import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../commands/check.ts';
import { CommandError } from '../commands/command-error.ts';
import { EXIT } from '../commands/io.ts';
import { assembleEstate } from '../estate.ts';
import { readBaseSources } from '../git/base-sources.ts';
import { parseReport } from '../github/read-results.ts';
import { lint } from '../lint.ts';
import { makeReport } from '../report.ts';
import { renderJson } from '../reports/json.ts';
import { reportFormats } from '../reports/list.ts';
import { runCommand, type Step, type StepCommand } from './action-command.ts';

/** File names in the step's folder. */
export const REPORT_FILE = 'report.json';
export const BASE_REPORT_FILE = 'base-report.json';

const PLAIN = { color: false, columns: null };

/**
 * Checks the declarations once and reports them in every form that GitHub shows: annotations, job summary, SARIF,
 * and JSON for the comment. With `base`, that commit is checked too, so that the comment can tell what is new.
 */
export const checkStep: StepCommand = async (step) => {
  const { status, data } = await runCommand(check, step, {}, 'json');
  const report = parseReport(data);
  if (report === null) throw new CommandError('check wrote no report.', EXIT.bug);
  writeFileSync(join(step.folder, REPORT_FILE), data);
  const sarif = reportFormats.sarif?.(report, PLAIN);
  if (sarif !== undefined) writeFileSync(join(step.folder, 'report.sarif'), sarif);
  if (step.inputs.base !== '') writeBaseReport(step);
  return {
    status,
    outputs: {},
    summary: reportFormats.markdown?.(report, PLAIN) ?? '',
    log: reportFormats.github?.(report, PLAIN) ?? '',
  };
};

/** What the declarations' own rules found where the branch began; generated files have no part in it. */
function writeBaseReport({ root, folder, inputs, io }: Step): void {
  const loaded = assembleEstate(readBaseSources(root, inputs.base));
  const report = makeReport('lint', loaded, lint({ ...loaded, now: io.now() }));
  writeFileSync(join(folder, BASE_REPORT_FILE), renderJson(report, PLAIN));
}
