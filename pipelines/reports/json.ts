import type { LocatedFinding } from '../../schemas/types.ts';
import type { ReportFormat } from './report-format.ts';

/** `keywright.report/v1`: stable; fields are only ever added. */
export const renderJson: ReportFormat = ({ command, findings, staleFiles, summary }) => {
  const report = { schema: 'keywright.report/v1', command, findings: findings.map(findingToJson), staleFiles, summary };
  return `${JSON.stringify(report, null, 2)}\n`;
};

/** Lists every field, so that no internal field of a finding is published by accident. */
export function findingToJson(finding: Omit<LocatedFinding, 'frame'>) {
  const { rule, severity, message, file, document, line, column, endLine, endColumn, pointer } = finding;
  const { secret, environment, fixable, waived, help } = finding;
  const place = { file, document, line, column, endLine, endColumn, pointer };
  return { rule, severity, message, ...place, secret, environment, fixable, waived, help };
}
