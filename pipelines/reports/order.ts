import type { LocatedFinding, Severity } from '../../schemas/types.ts';

/** By file and line, then rule and environment. */
export function byPlace(findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  return findings.toSorted(comparePlaces);
}

/** The most important first: errors before warnings, and within each severity findings in changed files first. */
export function byWeight(
  findings: readonly LocatedFinding[],
  changedFiles: readonly string[],
): readonly LocatedFinding[] {
  const changed = new Set(changedFiles);
  const rank = ({ severity, waived, file }: LocatedFinding) =>
    (waived === null ? SEVERITY_RANK[severity] : 3) * 2 + (changed.has(file) ? 0 : 1);
  return findings.toSorted((a, b) => rank(a) - rank(b) || comparePlaces(a, b));
}

/** Errors, then warnings, then infos; the order within each is kept. */
export function bySeverity<T extends { readonly severity: Severity }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity]);
}

const SEVERITY_RANK: { readonly [severity in Severity]: number } = { error: 0, warning: 1, info: 2 };

function comparePlaces(a: LocatedFinding, b: LocatedFinding): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    a.message.localeCompare(b.message, 'en', { numeric: true }) ||
    compare(a.environment ?? '', b.environment ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
