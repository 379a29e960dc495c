import pc from 'picocolors';
import type { LocatedFinding, Report } from '../../schemas/types.ts';
import { type FindingGroup, groupEnvironments } from './group-environments.ts';
import type { ReportFormat, Style } from './report-format.ts';
import { sentenceOf } from './summary.ts';
import { renderFrame } from './text/frame.ts';
import { plain } from './text/plain.ts';
import { renderStaleFiles } from './text/stale-files.ts';
import { wrap } from './text/wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For people: each finding with its source line, one for all environments that it concerns, then a summary. */
export const renderText: ReportFormat = (report, style) => {
  const colors = pc.createColors(style.color);
  const findings = groupEnvironments(report.findings).map((group) => renderFinding(group, style, colors));
  const stale = report.staleFiles.length > 0 ? [renderStaleFiles(report.staleFiles, style, colors)] : [];
  return `${[...findings, ...stale, renderSummary(report, style, colors)].join('\n\n')}\n`;
};

function renderFinding(group: FindingGroup, style: Style, colors: Colors): string {
  const { finding } = group;
  const { file, line, column, message, rule } = finding;
  const place = colors.bold(plain(`${file}:${line}:${column}`));
  const head = `${place} ${labelOf(finding, colors)} ${plain(message)} ${colors.dim(`[${rule}]`)}`;
  const frame = finding.waived === null && finding.frame !== null ? renderFrame(line, finding.frame, style) : [];
  const notes = notesOf(group).flatMap((note) => wrap(`  = ${plain(note)}`, style.columns, '    '));
  return [...wrap(head, style.columns, '  '), ...frame, ...notes.map((line) => colors.dim(line))].join('\n');
}

function labelOf({ severity, waived }: LocatedFinding, colors: Colors): string {
  if (waived !== null) return colors.dim('waived');
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return paint(severity);
}

function notesOf({ finding, environments }: FindingGroup): readonly string[] {
  const { waived, fixable, rule } = finding;
  const where = environments.length > 0 ? [`in ${environments.join(', ')}`] : [];
  if (waived !== null) {
    const { expires, owner, file, line, reason } = waived;
    return [...where, `waived until ${expires} by ${owner}, ${file}:${line}: ${reason}`];
  }
  return [...where, ...(fixable ? ['fix: keywright lint --fix'] : []), `help: keywright explain ${rule}`];
}

function renderSummary(report: Report, style: Style, colors: Colors): string {
  const isClean = report.summary.errors === 0 && report.staleFiles.length === 0;
  const paint = isClean ? (report.summary.warnings > 0 ? colors.yellow : colors.green) : colors.red;
  return wrap(sentenceOf(report), style.columns, '').map(paint).join('\n');
}
