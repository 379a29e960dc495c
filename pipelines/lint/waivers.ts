import { groupBy } from '../../schemas/json/group-by.ts';
import type { Finding } from '../../schemas/types.ts';
import { placeKey } from './found.ts';
import { judgeWaiver, unusedWaiver, type WaiverInput } from './judge-waivers.ts';
import { matches, type RegisteredWaiver, registeredWaivers } from './waiver-register.ts';

/**
 * Marks what a valid waiver covers, and adds what is wrong with the waivers themselves. An expired or invalid
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
