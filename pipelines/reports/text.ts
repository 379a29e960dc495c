import pc from 'picocolors';
import type { Report } from '../../schemas/types.ts';
import { type FindingGroup, groupFindings } from './group-findings.ts';
import type { ReportFormat, Style } from './report-format.ts';
import { sentenceOf } from './summary.ts';
import { renderFrame } from './text/frame.ts';
import { plain } from './text/plain.ts';
import { renderStaleFiles } from './text/stale-files.ts';
import { wrap } from './text/wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For people: each finding with its source line, once for all environments that it concerns, then a summary. */
export const renderText: ReportFormat = (report, style) => {
  const colors = pc.createColors(style.color);
  const groups = groupFindings(report.findings);
  const findings = groups.filter(isOpen).map((group) => renderFinding(group, style, colors));
  const waived = groups.filter((group) => !isOpen(group)).map((group) => renderWaived(group, style, colors));
  const stale = report.staleFiles.length > 0 ? [renderStaleFiles(report.staleFiles, style, colors)] : [];
  return `${[...findings, ...join(waived), ...stale, renderSummary(report, style, colors)].join('\n\n')}\n`;
};

const isOpen = ({ finding }: FindingGroup) => finding.waived === null;

/** Joins related lines to one block; no lines make no block. */
const join = (lines: readonly string[]) => (lines.length > 0 ? [lines.join('\n')] : []);

/** A waived finding takes a line or two: where, which rule, until when, by whom and why. */
function renderWaived(group: FindingGroup, style: Style, colors: Colors): string {
  const { file, line, column, rule, waived } = group.finding;
  const reason = waived === null ? '' : `until ${waived.expires} by ${waived.owner}: ${waived.reason}`;
  const text = `${file}:${line}:${column} waived [${rule}] ${[group.subject, reason].filter((part) => part !== '').join(', ')}`;
  return wrap(plain(text), style.columns, '  ').map(colors.dim).join('\n');
}

function renderFinding(group: FindingGroup, style: Style, colors: Colors): string {
  const { finding } = group;
  const { file, line, column, message, rule, severity } = finding;
  const place = colors.bold(plain(`${file}:${line}:${column}`));
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const head = `${place} ${paint(severity)} ${plain(message)} ${colors.dim(`[${rule}]`)}`;
  const frame = finding.frame !== null ? renderFrame(line, finding.frame, style) : [];
  const notes = notesOf(group).flatMap((note) => wrap(`  = ${plain(note)}`, style.columns, '    '));
  return [...wrap(head, style.columns, '  '), ...frame, ...notes.map((line) => colors.dim(line))].join('\n');
}

function notesOf(group: FindingGroup): readonly string[] {
  const { fixable, rule } = group.finding;
  const where = group.subject === '' ? [] : [group.subject];
  return [...where, ...(fixable ? ['fix: keywright lint --fix'] : []), `help: keywright explain ${rule}`];
}

function renderSummary(report: Report, style: Style, colors: Colors): string {
  const isClean = report.summary.errors === 0 && report.staleFiles.length === 0;
  const paint = isClean ? (report.summary.warnings > 0 ? colors.yellow : colors.green) : colors.red;
  return wrap(sentenceOf(report), style.columns, '').map(paint).join('\n');
}
