import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Report } from '../../schemas/types.ts';
import { check } from '../commands/check.ts';
import { checkOptions } from '../commands/options/declarations.ts';
import { assembleEstate } from '../declarations/estate.ts';
import { readBaseSources } from '../git/base-sources.ts';
import { parseReport } from '../github/read-results.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';
import { lint } from '../lint/lint.ts';
import { renderGithub } from '../reports/github.ts';
import { renderJson } from '../reports/json.ts';
import { makeReport } from '../reports/make-report.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import { SUMMARY_BUDGET_BYTES } from '../reports/plan/markdown/summary-body.ts';
import { renderSarif } from '../reports/sarif.ts';
import { sentenceOf } from '../reports/summary.ts';
import { runCommand, type Step, type StepCommand } from './action-command.ts';

/** File names in the step's folder. */
export const REPORT_FILE = 'report.json';
export const BASE_REPORT_FILE = 'base-report.json';

const PLAIN = { color: false, columns: null };

/**
 * Checks the declarations once and reports them in every form that GitHub shows: annotations, job summary, SARIF, and
 * JSON for the comment. With `base`, that commit is checked too, so that the comment can show which findings are new.
 */
export const checkStep: StepCommand = async (step) => {
  const { result: status, data } = await runCommand({ command: check, options: checkOptions }, step, {}, 'json');
  const report = parseReport(data);
  if (report === null) throw new CommandError('check wrote no report.', EXIT.bug);
  writeFileSync(join(step.folder, REPORT_FILE), data);
  if (step.inputs.base !== '') writeBaseReport(step);
  const shown = withRepositoryPaths(report, step);
  writeFileSync(join(step.folder, 'report.sarif'), renderSarif(shown, PLAIN));
  return { status, outputs: {}, summary: summaryOf(shown), log: renderGithub(shown, PLAIN) };
};

/** GitHub needs paths relative to the repository's top; the declarations can be in a folder below it. */
function withRepositoryPaths(report: Report, { root, io }: Step): Report {
  const folder = relative(io.env.GITHUB_WORKSPACE ?? root, root).replaceAll('\\', '/');
  if (folder === '') return report;
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, file: `${folder}/${finding.file}` })),
    staleFiles: report.staleFiles.map((stale) => ({ ...stale, path: `${folder}/${stale.path}` })),
  };
}

/** GitHub discards a summary that is too long, so write one sentence instead. */
function summaryOf(report: Report): string {
  const markdown = renderMarkdown(report, PLAIN);
  return Buffer.byteLength(markdown) <= SUMMARY_BUDGET_BYTES ? markdown : sentenceOf(report);
}

/** The findings of the declarations' own rules at the base commit; generated files are not compared. */
function writeBaseReport({ root, folder, inputs, io }: Step): void {
  const loaded = assembleEstate(readBaseSources(root, inputs.base));
  const report = makeReport('lint', loaded, lint({ ...loaded, now: io.now() }));
  writeFileSync(join(folder, BASE_REPORT_FILE), renderJson(report, PLAIN));
}
