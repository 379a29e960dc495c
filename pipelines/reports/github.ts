import type { Severity } from '../../schemas/types.ts';
import { type FindingGroup, groupFindings } from './group-findings.ts';
import { bySeverity } from './order.ts';
import type { ReportFormat } from './report-format.ts';
import { staleFileMessage } from './stale-file.ts';
import { count, sentenceOf } from './summary.ts';
import { plain } from './text/plain.ts';

/** GitHub shows ten errors, ten warnings and ten notices per step, and silently drops the rest. */
const SHOWN_PER_LEVEL = 10;

type Annotation = {
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  /** line, endLine, col and endColumn, as far as they are known. */
  readonly range: { readonly [property: string]: number };
  readonly title: string;
  readonly message: string;
};

/**
 * Workflow commands that annotate the pull request. Annotations that GitHub would drop go to the log and are counted.
 */
export const renderGithub: ReportFormat = (report) => {
  const open = report.findings.filter(({ waived }) => waived === null);
  const stale = report.staleFiles.map(({ path, reason }) => staleAnnotation(path, staleFileMessage(reason)));
  const annotations = bySeverity([...stale, ...groupFindings(open).map(toAnnotation)]);
  const others = annotations.filter(
    (annotation, index) => positionInLevel(annotations, index) >= limitOf(annotation, annotations),
  );
  const shown = annotations.filter((annotation) => !others.includes(annotation));
  const lines = [...shown.map(command), ...others.map(logLine), ...notice(others), sentenceOf(report)];
  return lines.map((line) => `${line}\n`).join('');
};

function toAnnotation({ finding, subject }: FindingGroup): Annotation {
  const { severity, file, line, column, endLine, endColumn, rule, message, fixable } = finding;
  // GitHub accepts columns only if start and end are on one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const where = subject === '' ? '' : ` (${subject})`;
  const fix = fixable ? ' Fix: keywright lint --fix.' : '';
  return {
    severity,
    file,
    line,
    range: { line, endLine, ...columns },
    title: rule,
    message: `${message}${where}${fix}`,
  };
}

function staleAnnotation(file: string, message: string): Annotation {
  return { severity: 'error', file, line: 1, range: {}, title: 'stale-file', message };
}

/** How many annotations of the same level come before it. */
function positionInLevel(annotations: readonly Annotation[], index: number): number {
  const severity = annotations[index]?.severity;
  return annotations.slice(0, index).filter((other) => other.severity === severity).length;
}

/** One notice is reserved for the number of annotations that are not shown. */
function limitOf({ severity }: Annotation, annotations: readonly Annotation[]): number {
  const isOver = (level: Severity) => annotations.filter((other) => other.severity === level).length > SHOWN_PER_LEVEL;
  const hasMore = isOver('error') || isOver('warning') || isOver('info');
  return severity === 'info' && hasMore ? SHOWN_PER_LEVEL - 1 : SHOWN_PER_LEVEL;
}

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

function command({ severity, file, range, title, message }: Annotation): string {
  const properties = Object.entries({ file, ...range, title }).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(message)}`;
}

/** The word before the path keeps a line from being a workflow command, which GitHub also detects after white space. */
function logLine({ severity, file, line, title, message }: Annotation): string {
  return `${severity} ${plain(file)}:${line} ${plain(message)} [${title}]`;
}

function notice(others: readonly Annotation[]): readonly string[] {
  if (others.length === 0) return [];
  const number = (severity: Severity, noun: string) => {
    const left = others.filter((other) => other.severity === severity).length;
    return left === 0 ? [] : [count(left, `more ${noun}`)];
  };
  const more = [...number('error', 'error'), ...number('warning', 'warning'), ...number('info', 'info')].join(', ');
  return [
    `::notice title=Keywright::${escapeData(`${more}: GitHub shows ${SHOWN_PER_LEVEL} of each; the log of this step has all.`)}`,
  ];
}

/** The escapes of GitHub's workflow commands (actions/toolkit, command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
