import type { LocatedFinding } from '../../schemas/types.ts';
import { bySeverity } from './order.ts';

/**
 * Findings that differ in nothing but the environment and, by its tier, the severity. The worst stands for all;
 * where they weigh differently, each environment says so.
 */
export type FindingGroup = { readonly finding: LocatedFinding; readonly environments: readonly string[] };

/** Joins what one line of source causes in several environments, so that people read it once. Keeps the order. */
export function groupEnvironments(findings: readonly LocatedFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap(toGroup);
}

function toGroup(members: readonly LocatedFinding[]): readonly FindingGroup[] {
  const [finding] = bySeverity(members);
  if (finding === undefined) return [];
  const isMixed = members.some(({ severity }) => severity !== finding.severity);
  const environments = members.flatMap(({ environment, severity }) =>
    environment === null ? [] : [isMixed ? `${environment} (${severity})` : environment],
  );
  return [{ finding, environments }];
}

function keyOf({ rule, message, file, line, column, secret, fixable, waived }: LocatedFinding): string {
  return JSON.stringify([rule, message, file, line, column, secret, fixable, waived]);
}
