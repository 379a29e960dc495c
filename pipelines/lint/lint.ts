import type { Document, Estate, Finding, SourceFile } from '../../schemas/types.ts';
import { isBlocking } from '../declarations/estate.ts';
import { settingOf } from '../rules/context.ts';
import { rules as allRules } from '../rules/list.ts';
import { isOff, rulePolicyOf, severityOf } from '../rules/policy.ts';
import type { Rule } from '../rules/rule.ts';
import { dropConsequences } from './drop-consequences.ts';
import { type Found, placeKey } from './found.ts';
import { judgePolicy } from './judge-policy.ts';
import { type Observations, runObserved } from './run-observed.ts';
import { runRules } from './run-rules.ts';
import { runSources } from './run-sources.ts';
import { sortFindings } from './sort.ts';
import { applyWaivers } from './waivers.ts';

export type LintInput = {
  readonly estate: Estate;
  readonly files: readonly SourceFile[];
  readonly documents: readonly Document[];
  /** The findings of parse, validate and resolve. */
  readonly findings: readonly Finding[];
  readonly now: Date;
  /** The observations of `plan` and `drift`; without them the rules of phase `plan` do not run. */
  readonly observations?: Observations;
  /** The rules to run: all, unless a test selects fewer. */
  readonly rules?: readonly Rule[];
};

/**
 * All findings on the declarations: those of the earlier stages and of the rules, each with the severity that the
 * Policy gives it and the waiver that covers it, and the problems of the waivers themselves.
 */
export function lint(input: LintInput): readonly Finding[] {
  const { estate, files, documents, findings, now, observations, rules = allRules } = input;
  const all = [
    ...judgePolicy(estate, allRules).map((finding) => ({ finding, subjectPointer: finding.pointer })),
    ...runSources(rules, files, documents, estate, now),
    ...runRules(rules, estate, now),
    ...(observations === undefined ? [] : runObserved(rules, estate, observations, now)),
  ];
  const byRules = dropConsequences(all, findings, estate);
  const byStages = weighStageFindings(findings, byRules, rules, estate);
  const ran = rulesThatRan(rules, estate, observations);
  const isPartial = findings.some(isBlocking);
  const isUnread = findings.some(({ rule }) => rule === 'yaml-syntax' || rule === 'schema');
  return sortFindings(
    applyWaivers({ found: [...byStages, ...byRules], estate, isPartial, isUnread, rules: allRules, ran, now }),
  );
}

/** The rules that saw the whole configuration: a waiver that covers none of their findings is not needed. */
function rulesThatRan(
  rules: readonly Rule[],
  estate: Estate,
  observations: Observations | undefined,
): ReadonlySet<string> {
  const observedAll = estate.environments.every(({ name }) => observations?.environments.includes(name));
  const ran = rules.filter((rule) => {
    const didRun = rule.phase === 'check' || (rule.phase === 'plan' && observedAll);
    return didRun && !isOff(rule, settingOf(rule, estate));
  });
  return new Set(ran.map(({ id }) => id));
}

/**
 * Gives the findings of parse, validate and resolve the severity from the Policy. A finding that a rule reports at the
 * same place again, for each environment concerned, is left to the rule.
 */
function weighStageFindings(
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
