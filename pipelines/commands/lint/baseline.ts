import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEstate } from '../../declarations/estate.ts';
import { DECLARATIONS_FOLDER } from '../../declarations/read.ts';
import type { Invocation, Io } from '../../io/io.ts';
import { baselineWaivers, renderBaseline } from '../../lint/baseline.ts';
import { lint } from '../../lint/lint.ts';
import { makeReport } from '../../reports/make-report.ts';
import { count } from '../../reports/summary.ts';
import type { lintOptions } from '../options/declarations.ts';
import { finishLint } from './finish.ts';

const BASELINE_FILE = `${DECLARATIONS_FOLDER}/waivers-baseline.yaml`;

/** Waives all current findings, so that only new ones fail, and reports the rest. Keeps earlier waivers. */
export function writeBaseline(invocation: Invocation<typeof lintOptions>, io: Io): number {
  const { root } = invocation.global;
  const loaded = loadEstate(root);
  const now = io.now();
  const added = baselineWaivers(lint({ ...loaded, now }), loaded.estate, now);
  if (added.length > 0) {
    const kept = loaded.estate.waivers.filter(({ file }) => file === BASELINE_FILE).flatMap(({ spec }) => spec.waivers);
    writeFileSync(join(root, BASELINE_FILE), renderBaseline([...kept, ...added]));
    io.prose(`Wrote ${count(added.length, 'waiver')} to ${BASELINE_FILE}.\n`);
  }
  const waived = loadEstate(root);
  return finishLint(makeReport('lint', waived, lint({ ...waived, now })), invocation, io);
}
