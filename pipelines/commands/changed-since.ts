import type { Report } from '../../schemas/types.ts';
import { changedFiles } from '../git/changed-files.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Invocation } from '../io/io.ts';
import { byWeight } from '../reports/order.ts';
import type { checkOptions } from './options/declarations.ts';

/** With --changed-since: errors first, and within each severity the findings in changed files first. */
export function sortByChange(report: Report, { global, options }: Invocation<typeof checkOptions>): Report {
  const ref = options.changedSince;
  if (ref === undefined) return report;
  const changed = changedFiles(global.root, ref);
  if (changed === null) {
    throw new CommandError(`--changed-since: git has no commit "${ref}" that shares history with HEAD.`, EXIT.usage);
  }
  return { ...report, findings: byWeight(report.findings, changed) };
}
