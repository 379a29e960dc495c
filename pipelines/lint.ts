import type { Document, Estate, Finding } from '../schemas/types.ts';
import { runRules } from './lint/run-rules.ts';
import { sortFindings } from './lint/sort.ts';
import { weighStageFindings } from './lint/stage-findings.ts';
import { rules as allRules } from './rules/list.ts';
import type { Rule } from './rules/rule.ts';
import { applyWaivers } from './waivers.ts';

export type LintInput = {
  readonly estate: Estate;
  readonly documents: readonly Document[];
  /** What parse, validate and resolve found. */
  readonly findings: readonly Finding[];
  readonly now: Date;
  /** The rules to run: all, unless a test asks for fewer. */
  readonly rules?: readonly Rule[];
};

/**
 * All findings on the declarations: those of the earlier stages and those of the rules, each with the severity
 * that the Policy gives it and the waiver that covers it, and what is wrong with the waivers themselves.
 */
export function lint({ estate, findings, now, rules = allRules }: LintInput): readonly Finding[] {
  const byRules = runRules(rules, estate, now);
  const byStages = weighStageFindings(findings, byRules, rules, estate);
  const ran = new Set(rules.filter(({ phase }) => phase === 'check').map(({ id }) => id));
  return sortFindings(applyWaivers({ found: [...byStages, ...byRules], estate, rules: allRules, ran, now }));
}
