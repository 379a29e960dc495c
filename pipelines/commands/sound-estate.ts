import type { Finding } from '../../schemas/types.ts';
import { isBlocking, type LoadedEstate, loadEstate } from '../declarations/estate.ts';
import { EXIT, type Invocation, type Io } from '../io/io.ts';
import { lint } from '../lint/lint.ts';
import { makeReport } from '../reports/make-report.ts';
import type { Style } from '../reports/report-format.ts';
import { renderText } from '../reports/text.ts';

/**
 * The declarations, for commands that change or compare AWS. If errors leave open what is declared, prints the findings
 * and returns null.
 */
export function loadSoundEstate({ global }: Invocation, io: Io): LoadedEstate | null {
  const loaded = loadEstate(global.root);
  if (!loaded.findings.some(isBlocking)) return loaded;
  printFindings(loaded, lint({ ...loaded, now: io.now() }).filter(isBlocking), io);
  return null;
}

/** The style of prose: its stream can be a terminal when that of data is not, and vice versa. */
export function proseStyle({ isTerminal, color, columns }: Io): Style {
  return { color: color && isTerminal.prose, columns: isTerminal.prose ? columns : null };
}

/** Findings go to standard error here, because the data on standard output is the plan. */
export function printFindings(loaded: LoadedEstate, findings: readonly Finding[], io: Io): number {
  io.prose(renderText(makeReport('check', loaded, findings), proseStyle(io)));
  return EXIT.failed;
}
