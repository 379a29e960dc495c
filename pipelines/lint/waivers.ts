import { groupBy } from '../../schemas/json/group-by.ts';
import type { Estate, Finding } from '../../schemas/types.ts';
import type { Rule } from '../rules/rule.ts';
import { type Found, placeKey } from './found.ts';
import { judgeWaiver, unusedWaiver } from './judge-waivers.ts';
import { matches, type RegisteredWaiver, registeredWaivers } from './waiver-register.ts';

export type WaiverInput = {
  readonly found: readonly Found[];
  readonly estate: Estate;
  /** Errors hide part of the declarations: a finding that a waiver covers may be there. */
  readonly isPartial: boolean;
  /** Some file could not be read at all: an Environment that a waiver names may be in it. */
  readonly isUnread: boolean;
  /** All existing rules, and the ids of those that ran: a waiver of a rule that did not run may still be needed. */
  readonly rules: readonly Rule[];
  readonly ran: ReadonlySet<string>;
  readonly now: Date;
};

/**
 * Marks the findings that a valid waiver covers, and adds the problems of the waivers themselves. An expired or invalid
 * waiver covers nothing.
 */
export function applyWaivers(input: WaiverInput): readonly Finding[] {
  const judged = registeredWaivers(input.estate).map((entry) => ({ entry, findings: judgeWaiver(entry, input) }));
  const valid = judged.filter(({ findings }) => findings.every(({ rule }) => rule === 'waiver-expiring'));
  const byRule = groupBy(
    valid.map(({ entry }) => entry),
    ({ waiver }) => waiver.rule,
  );
  const used = new Set<RegisteredWaiver>();
  const about = judged.flatMap(({ findings }) => findings);
  const said = new Set(about.map(placeKey));
  const others = input.found.filter(({ finding }) => !said.has(placeKey(finding)));
  const findings = others.map(({ finding, subjectPointer }) => {
    const entry = byRule.get(finding.rule)?.find(({ waiver }) => matches(waiver, finding, subjectPointer));
    if (entry === undefined) return finding;
    used.add(entry);
    const { owner, reason, expires } = entry.waiver;
    return { ...finding, waived: { ...entry.place, owner, reason, expires } };
  });
  const unused = valid.filter(({ entry }) => !used.has(entry)).flatMap(({ entry }) => unusedWaiver(entry, input));
  return [...findings, ...about, ...unused];
}
