import { groupBy } from '../../schemas/json/group-by.ts';
import type { LocatedFinding } from '../../schemas/types.ts';
import { bySeverity } from './order.ts';

/**
 * Findings with the same cause in one line of source: those of a secret in several environments, or of a layer that
 * many secrets share. The most severe represents the group. `subject` lists what is affected: `rds-master in dev
 * (warning), prod (error)`.
 */
export type FindingGroup = { readonly finding: LocatedFinding; readonly subject: string };

/** Joins findings that people should read once. Keeps the order. */
export function groupFindings(findings: readonly LocatedFinding[]): readonly FindingGroup[] {
  return [...groupBy(findings, keyOf).values()].flatMap(toGroup);
}

function keyOf({ rule, message, file, line, column, fixable, waived }: LocatedFinding): string {
  return JSON.stringify([rule, message, file, line, column, fixable, waived]);
}

function toGroup(members: readonly LocatedFinding[]): readonly FindingGroup[] {
  const [finding] = bySeverity(members);
  return finding === undefined ? [] : [{ finding, subject: subjectOf(members, finding) }];
}

/** If the severities differ, each environment shows its own. */
function subjectOf(members: readonly LocatedFinding[], worst: LocatedFinding): string {
  const isMixed = members.some(({ severity }) => severity !== worst.severity);
  const secrets = new Set(members.map(({ secret }) => secret));
  const environments = new Set(
    members.map(({ environment, severity }) => (isMixed ? environment && `${environment} (${severity})` : environment)),
  );
  const where = listed(environments, Number.POSITIVE_INFINITY);
  return [listed(secrets, MAX_SECRETS), where === '' ? '' : `in ${where}`].filter((part) => part !== '').join(' ');
}

/** This many fit on a line. */
const MAX_SECRETS = 3;

function listed(names: ReadonlySet<string | null>, most: number): string {
  const all = [...names].filter((name) => name !== null);
  return all.length <= most ? all.join(', ') : `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
}
