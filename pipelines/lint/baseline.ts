import { stringify } from 'yaml';
import type { Waiver } from '../../schemas/declarations.ts';
import type { Estate, Finding } from '../../schemas/types.ts';
import { rules } from '../rules/list.ts';
import { DAY_MS, isoDateOf } from './dates.ts';
import { longestLifeInDays } from './waiver-life.ts';

/**
 * Waivers for all current findings, one for each rule and secret. They last as long as the Policy allows. Infos and
 * findings that can't be waived are left out.
 */
export function baselineWaivers(findings: readonly Finding[], estate: Estate, now: Date): readonly Waiver[] {
  const waivable = new Set(rules.filter((rule) => rule.waivable).map(({ id }) => id));
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.waived !== null || finding.severity === 'info' || !waivable.has(finding.rule)) continue;
    const key = JSON.stringify([finding.secret ?? '', finding.rule, finding.environment === null]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => toWaiver(group, estate, now));
}

function toWaiver(group: readonly Finding[], estate: Estate, now: Date): readonly Waiver[] {
  const [first] = group;
  if (first === undefined) return [];
  const names = [...new Set(group.map(({ environment }) => environment))].filter((name) => name !== null).sort();
  const subject = {
    ...(first.secret === null ? {} : { secret: first.secret }),
    ...(names.length === 0 ? {} : { environments: names }),
  };
  const expires = isoDateOf(new Date(now.getTime() + longestLifeInDays(subject, estate) * DAY_MS));
  const reason = `Was there when the baseline was taken on ${isoDateOf(now)}; to be fixed or justified`;
  return [{ rule: first.rule, ...subject, reason, owner: ownerOf(first, estate), expires }];
}

/** The team that owns the secret, else the manager of the environment. */
function ownerOf({ secret, environment }: Finding, { desired, environments }: Estate): string {
  const own = desired.find((candidate) => candidate.secret === secret && candidate.spec.owner !== null)?.spec.owner;
  const manager = environments.find(({ name }) => environment === null || name === environment)?.spec.managedBy;
  return own ?? manager ?? 'unknown';
}

/** The waivers as a document of kind Waivers. */
export function renderBaseline(waivers: readonly Waiver[]): string {
  const document = { apiVersion: 'keywright/v1', kind: 'Waivers', metadata: { name: 'baseline' }, spec: { waivers } };
  return `# Written by keywright lint --baseline. Remove what is fixed, and give a real reason for what stays.\n${stringify(document, { lineWidth: 0 })}`;
}
