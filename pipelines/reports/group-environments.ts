import type { LocatedFinding } from '../../schemas/types.ts';

/** Findings that differ in nothing but the environment; the first stands for all. */
export type FindingGroup = { readonly finding: LocatedFinding; readonly environments: readonly string[] };

/** Joins what one line of source causes in several environments, so that people read it once. Keeps the order. */
export function groupEnvironments(findings: readonly LocatedFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, { finding: LocatedFinding; environments: string[] }>();
  for (const finding of findings) {
    const environments = finding.environment === null ? [] : [finding.environment];
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), { finding, environments });
    else group.environments.push(...environments);
  }
  return [...groups.values()];
}

function keyOf({ rule, severity, message, file, line, column, secret, fixable, waived }: LocatedFinding): string {
  return JSON.stringify([rule, severity, message, file, line, column, secret, fixable, waived]);
}
