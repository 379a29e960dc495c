import { type FindingGroup, groupFindings } from './group-findings.ts';
import { inlineCode, plainText } from './markdown/escape.ts';
import { bySeverity } from './order.ts';
import type { ReportFormat } from './report-format.ts';
import { staleFileMessage } from './stale-file.ts';
import { sentenceOf } from './summary.ts';

/** GitHub discards a job summary of more than a mebibyte; this many rows stay well below it. */
const MAX_ROWS = 1000;

/** For a job summary or a comment: the most severe first, waived findings folded. */
export const renderMarkdown: ReportFormat = (report) => {
  const groups = groupFindings(bySeverity(report.findings));
  const open = groups.filter(({ finding }) => finding.waived === null);
  const waived = groups.filter(({ finding }) => finding.waived !== null);
  const sections = [
    `## Keywright ${report.command}`,
    plainText(sentenceOf(report)),
    table(['', 'Place', 'Finding', 'Rule', 'Concerns'], open.map(openRow)),
    table(
      ['Stale file', ''],
      report.staleFiles.map(({ path, reason }) => [inlineCode(path), staleFileMessage(reason)]),
    ),
    folded(
      `${waived.length} waived`,
      table(['Place', 'Finding', 'Rule', 'Concerns', 'Until', 'By', 'Why'], waived.map(waivedRow)),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

const ICONS = { error: ':x: error', warning: ':warning: warning', info: ':information_source: info' } as const;

function openRow({ finding, subject }: FindingGroup): readonly string[] {
  const { severity, file, line, message, rule } = finding;
  return [ICONS[severity], inlineCode(`${file}:${line}`), plainText(message), inlineCode(rule), plainText(subject)];
}

function waivedRow({ finding, subject }: FindingGroup): readonly string[] {
  const { file, line, message, rule, waived } = finding;
  const terms = [waived?.expires ?? '', waived?.owner ?? '', waived?.reason ?? ''];
  return [`${file}:${line}`]
    .map(inlineCode)
    .concat(plainText(message), inlineCode(rule), [subject, ...terms].map(plainText));
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [header, header.map(() => '---'), ...rows.slice(0, MAX_ROWS)].map(
    (cells) => `| ${cells.map(inCell).join(' | ')} |`,
  );
  const more = rows.length > MAX_ROWS ? [`\n${rows.length - MAX_ROWS} more are not shown.`] : [];
  return [...lines, ...more].join('\n');
}

/** A bar ends a cell even inside inline code. */
function inCell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, '\\|');
}

function folded(summary: string, content: string): string {
  return content === '' ? '' : `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
