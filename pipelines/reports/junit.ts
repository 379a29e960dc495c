import type { Report } from '../../schemas/types.ts';
import { type FindingGroup, groupFindings } from './group-findings.ts';
import type { ReportFormat } from './report-format.ts';
import { staleFileMessage } from './stale-file.ts';
import { plain } from './text/plain.ts';

/**
 * JUnit XML, in the dialect that Jenkins, GitLab and GitHub's test reporters read: one test case per finding. Errors
 * are failures; warnings and infos pass, with their text as output; waived findings are skipped.
 */
export const renderJunit: ReportFormat = (report) => {
  const groups = groupFindings(report.findings);
  const cases = [
    ...groups.map(findingCase),
    ...report.staleFiles.map(({ path, reason }) => staleCase(path, staleFileMessage(reason))),
  ];
  const clean = cases.length === 0 ? [`<testcase classname="${report.command}" name="no findings"/>`] : [];
  const failures = groups.filter(isFailure).length + report.staleFiles.length;
  const skipped = groups.filter(({ finding }) => finding.waived !== null).length;
  const tests = cases.length + clean.length;
  const counts = `tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="keywright" tests="${tests}" failures="${failures}" errors="0">`,
    `  <testsuite name="keywright ${report.command}" ${counts}>`,
    ...[...cases, ...clean].map((line) => `    ${line}`),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
};

function isFailure({ finding }: FindingGroup): boolean {
  return finding.severity === 'error' && finding.waived === null;
}

function findingCase(group: FindingGroup): string {
  const { finding, subject } = group;
  const { file, line, rule, message, waived, severity } = finding;
  const where = subject === '' ? '' : ` (${subject})`;
  const name = `${rule} at line ${line}${where}`;
  const text = `${file}:${line}: ${message}`;
  if (waived !== null) return testCase(file, name, `<skipped message="${escapeXml(`waived: ${waived.reason}`)}"/>`);
  if (!isFailure(group)) return testCase(file, name, `<system-out>${escapeXml(`${severity}: ${text}`)}</system-out>`);
  return testCase(
    file,
    name,
    `<failure type="${escapeXml(rule)}" message="${escapeXml(message)}">${escapeXml(text)}</failure>`,
  );
}

function staleCase(path: Report['staleFiles'][number]['path'], message: string): string {
  return testCase(path, 'stale-file', `<failure type="stale-file" message="${escapeXml(message)}"/>`);
}

function testCase(className: string, name: string, content: string): string {
  return `<testcase classname="${escapeXml(className)}" name="${escapeXml(name)}">${content}</testcase>`;
}

/** XML can't represent most control characters. */
function escapeXml(text: string): string {
  return plain(text).replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
