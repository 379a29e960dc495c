import { isBlocking, loadEstate } from '../estate.ts';
import { generate as generateFiles } from '../generate.ts';
import { makeReport } from '../report.ts';
import { findStaleFiles, writeFiles } from '../write.ts';
import type { Command } from './io.ts';
import { renderReport } from './render-report.ts';

/** Writes the generated files; with --check only says which are stale. */
export const generate: Command = async ({ global, options }, io) => {
  const loaded = loadEstate(global.root);
  const blocking = loaded.findings.filter(isBlocking);
  const generated = blocking.length > 0 ? { files: [], findings: blocking } : generateFiles(loaded.estate);
  if (generated.findings.length > 0) {
    return renderReport(makeReport('generate', loaded, generated.findings), global.format, io);
  }
  const stale = findStaleFiles(global.root, generated.files, loaded.estate);
  const left = options.check === true ? stale : writeFiles(global.root, generated.files, stale);
  return renderReport(makeReport('generate', loaded, [], left), global.format, io);
};
