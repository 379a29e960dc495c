import type { Report } from '../../../schemas/types.ts';
import { EXIT, type Invocation, type Io } from '../../io/io.ts';
import { sortByChange } from '../changed-since.ts';
import type { lintOptions } from '../options/declarations.ts';
import { renderReport } from '../render-report.ts';

/** Renders the report; more warnings than --max-warnings allows count as a failure. */
export function finishLint(report: Report, invocation: Invocation<typeof lintOptions>, io: Io): number {
  const { maxWarnings: limit } = invocation.options;
  const status = renderReport(sortByChange(report, invocation), invocation.global.format, io);
  if (limit === undefined || report.summary.warnings <= limit) return status;
  io.prose(`keywright: ${report.summary.warnings} warnings, and --max-warnings allows ${limit}.\n`);
  return EXIT.failed;
}
