import type { Finding, LocatedFinding, Report, Severity, StaleFile } from '../../schemas/types.ts';
import type { LoadedEstate } from '../declarations/estate.ts';
import { locate } from './locate.ts';
import { byPlace } from './order.ts';

/** The subject of a report: the files with their documents, and the declarations in them. */
export type Reported = Pick<LoadedEstate, 'files' | 'documents'> & {
  readonly estate: Pick<LoadedEstate['estate'], 'secrets' | 'environments'>;
};

/** Builds the one report that every format renders, with findings sorted by place. */
export function makeReport(
  command: Report['command'],
  loaded: Reported,
  findings: readonly Finding[],
  staleFiles: readonly StaleFile[] = [],
): Report {
  const located = byPlace(locate(findings, loaded.files, loaded.documents));
  return {
    command,
    findings: located,
    staleFiles,
    summary: {
      files: loaded.files.length,
      secrets: loaded.estate.secrets.length,
      environments: loaded.estate.environments.length,
      errors: count(located, 'error'),
      warnings: count(located, 'warning'),
      infos: count(located, 'info'),
      waived: located.filter(({ waived }) => waived !== null).length,
    },
  };
}

function count(findings: readonly LocatedFinding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity && finding.waived === null).length;
}
