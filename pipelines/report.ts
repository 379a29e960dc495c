import type { Finding, LocatedFinding, Report, Severity, StaleFile } from '../schemas/types.ts';
import type { LoadedEstate } from './estate.ts';
import { locate } from './locate.ts';

/** Puts what was found into the one report that every format renders. */
export function makeReport(
  command: Report['command'],
  loaded: LoadedEstate,
  findings: readonly Finding[],
  staleFiles: readonly StaleFile[] = [],
): Report {
  const located = locate(findings, loaded.files, loaded.documents);
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
