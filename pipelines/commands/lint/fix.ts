import type { SourceFile } from '../../../schemas/types.ts';
import { assembleEstate, loadEstate } from '../../declarations/estate.ts';
import { EXIT, type Invocation, type Io } from '../../io/io.ts';
import { fixFiles } from '../../lint/fix/fix-files.ts';
import { lint } from '../../lint/lint.ts';
import { makeReport } from '../../reports/make-report.ts';
import type { lintOptions } from '../options/declarations.ts';
import { finishLint } from './finish.ts';
import { printDiffs, writeFixed } from './write-fixed.ts';

/**
 * Applies the safe fixes to the declarations and reports the remaining findings; with --dry-run, prints the changes
 * instead.
 */
export function fixEstate(invocation: Invocation<typeof lintOptions>, io: Io): number {
  const { root } = invocation.global;
  const { files } = loadEstate(root);
  const now = io.now();
  const lintFiles = (current: readonly SourceFile[]) => lint({ ...assembleEstate(current), now });
  const fixed = fixFiles(files, lintFiles);
  if (invocation.options.dryRun) {
    printDiffs(files, fixed, io);
    return EXIT.ok;
  }
  writeFixed(root, fixed, io);
  const loaded = assembleEstate(fixed.files);
  return finishLint(makeReport('lint', loaded, lint({ ...loaded, now })), invocation, io);
}
