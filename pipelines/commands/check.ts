import { isBlocking, loadEstate } from '../declarations/estate.ts';
import { generate } from '../generate/generate.ts';
import { findStaleFiles } from '../generate/stale-files.ts';
import type { Command } from '../io/io.ts';
import { lint } from '../lint/lint.ts';
import { makeReport } from '../reports/make-report.ts';
import { sortByChange } from './changed-since.ts';
import type { checkOptions } from './options/declarations.ts';
import { renderReport } from './render-report.ts';

/** Reads, validates and lints the declarations, and compares the generated files. Offline. */
export const check: Command<typeof checkOptions> = async (invocation, io) => {
  const { global } = invocation;
  const loaded = loadEstate(global.root);
  const findings = lint({ ...loaded, now: io.now() });
  // Declarations with errors can't be generated from; their findings already say so.
  if (loaded.findings.some(isBlocking)) {
    return renderReport(sortByChange(makeReport('check', loaded, findings), invocation), global.format, io);
  }
  const generated = generate(loaded.estate);
  const stale = generated.findings.length > 0 ? [] : findStaleFiles(global.root, generated.files, loaded.estate);
  const report = makeReport('check', loaded, [...findings, ...generated.findings], stale);
  return renderReport(sortByChange(report, invocation), global.format, io);
};
