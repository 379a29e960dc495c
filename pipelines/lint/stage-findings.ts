import type { Estate, Finding } from '../../schemas/types.ts';
import { settingOf } from '../rules/context.ts';
import { isOff, rulePolicyOf, severityOf } from '../rules/policy.ts';
import type { Rule } from '../rules/rule.ts';
import { type Found, placeKey } from './found.ts';

/**
 * Gives the findings of parse, validate and resolve the severity that the Policy says. One that a rule reports at
 * the same place again, for each environment concerned, is left to the rule.
 */
export function weighStageFindings(
  findings: readonly Finding[],
  byRules: readonly Found[],
  rules: readonly Rule[],
  estate: Estate,
): readonly Found[] {
  const reported = new Set(byRules.map(({ finding }) => placeKey(finding)));
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  return findings.flatMap((finding) => {
    const rule = rulesById.get(finding.rule);
    if (rule === undefined || reported.has(placeKey(finding))) return [];
    const setting = settingOf(rule, estate);
    if (isOff(rule, setting)) return [];
    const tier = estate.environments.find(({ name }) => name === finding.environment)?.spec.tier ?? null;
    const severity = severityOf(rule, tier, rulePolicyOf(estate.policy?.spec ?? null), setting);
    return [{ finding: { ...finding, severity }, subjectPointer: finding.pointer }];
  });
}
