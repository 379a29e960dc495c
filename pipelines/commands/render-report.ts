import type { Report } from '../../schemas/types.ts';
import { EXIT, type Format, type Io } from '../io/io.ts';
import { reportFormats } from '../reports/list.ts';

/** Writes the report in the wanted format and returns the matching exit status. */
export function renderReport(report: Report, format: Format, io: Io): number {
  const render = reportFormats[format];
  if (render === undefined) throw new Error(`the list of commands offers ${format}, and no report has it`);
  io.data(render(report, { color: io.color, columns: io.columns }));
  return report.summary.errors > 0 || report.staleFiles.length > 0 ? EXIT.failed : EXIT.ok;
}
