import type { Report } from '../../../schemas/types.ts';
import { CommandError } from '../../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../../io/io.ts';
import { sortByChange } from '../changed-since.ts';
import { renderReport } from '../render-report.ts';

/** Renders the report; more warnings than --max-warnings allows count as a failure. */
export function finishLint(report: Report, invocation: Invocation, io: Io): number {
  const limit = maxWarnings(invocation);
  const status = renderReport(sortByChange(report, invocation), invocation.global.format, io);
  if (limit === null || report.summary.warnings <= limit) return status;
  io.prose(`keywright: ${report.summary.warnings} warnings, and --max-warnings allows ${limit}.\n`);
  return EXIT.failed;
}

function maxWarnings({ options }: Invocation): number | null {
  const { maxWarnings: text } = options;
  if (text === undefined) return null;
  if (typeof text === 'string' && /^\d+$/.test(text)) return Number(text);
  throw new CommandError(`--max-warnings takes a number of warnings, not "${text}".`, EXIT.usage);
}
