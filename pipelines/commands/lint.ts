import { loadEstate } from '../estate.ts';
import { lint as lintEstate } from '../lint.ts';
import { makeReport } from '../report.ts';
import type { Command } from './io.ts';
import { renderReport } from './render-report.ts';

/** Validates and lints the declarations. */
export const lint: Command = async ({ global }, io) => {
  const loaded = loadEstate(global.root);
  return renderReport(makeReport('lint', loaded, lintEstate({ ...loaded, now: io.now() })), global.format, io);
};
