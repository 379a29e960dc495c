import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import type { LocatedFinding, Severity, StaleFile } from '../../schemas/types.ts';
import { rules } from '../rules/list.ts';
import { type FindingGroup, groupFindings } from './group-findings.ts';
import { bySeverity } from './order.ts';
import type { ReportFormat } from './report-format.ts';
import { type Descriptor, ruleDescriptor, STALE_FILE_DESCRIPTOR } from './sarif/descriptors.ts';
import { staleFileMessage } from './stale-file.ts';

/** GitHub rejects files with more results in one run (code scanning, "SARIF support"). */
const MAX_RESULTS = 25_000;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0 as GitHub's code scanning accepts it. Waived findings are left out, and so are snippets: they would copy
 * source into a file that is stored elsewhere.
 */
export const renderSarif: ReportFormat = ({ findings, staleFiles }) => {
  const open = bySeverity(findings.filter(({ waived }) => waived === null));
  const groups = groupFindings(open);
  const used = new Set(groups.map(({ finding }) => finding.rule));
  const descriptors: readonly Descriptor[] = [
    ...rules.filter(({ id }) => used.has(id)).map(ruleDescriptor),
    ...(staleFiles.length > 0 ? [STALE_FILE_DESCRIPTOR] : []),
  ];
  const indexOf = new Map(descriptors.map(({ id }, index) => [id, index]));
  const driver = { name: 'Keywright', semanticVersion: manifest.version, rules: descriptors };
  const results = numbered([...staleFiles.map(staleResult), ...groups.map(findingResult)].slice(0, MAX_RESULTS));
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    results: results.map((result) => ({ ...result, ruleIndex: indexOf.get(result.ruleId) ?? -1 })),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

const LEVELS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };

function findingResult({ finding, subject }: FindingGroup) {
  const { rule, severity, message, line, column, endLine, endColumn, file } = finding;
  const where = subject === '' ? '' : ` (${subject})`;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: `${message}${where}` },
    locations: [locationOf(file, region)],
    fingerprint: fingerprintOf(finding),
  };
}

function staleResult({ path, reason }: StaleFile) {
  return {
    ruleId: STALE_FILE_DESCRIPTOR.id,
    level: 'error',
    message: { text: staleFileMessage(reason) },
    locations: [locationOf(path, { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 })],
    fingerprint: hash([STALE_FILE_DESCRIPTOR.id, path]),
  };
}

function locationOf(file: string, region: { readonly [edge: string]: number }) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}

/**
 * Derived from the place in the declaration, not from its line or the secrets that share it, so that an alert survives
 * edits elsewhere in the file and new secrets under the same defaults.
 */
function fingerprintOf({ rule, file, document, pointer }: LocatedFinding): string {
  return hash([rule, file, String(document), pointer]);
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

type Fingerprinted = { readonly ruleId: string; readonly fingerprint: string };

/** Two results with the same fingerprint would be one alert; a number distinguishes them. */
function numbered<T extends Fingerprinted>(results: readonly T[]) {
  const seen = new Map<string, number>();
  return results.map(({ fingerprint, ...result }) => {
    const occurrence = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, occurrence);
    return { ...result, partialFingerprints: { primaryLocationLineHash: `${fingerprint}:${occurrence}` } };
  });
}
