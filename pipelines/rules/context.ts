import type { EnvironmentDeclaration, RuleSetting } from '../../schemas/declarations.ts';
import type { Estate, Severity } from '../../schemas/types.ts';
import { isOff, rulePolicyOf, severityOf } from './policy.ts';
import type { EnvironmentContext, Rule, RuleContext } from './rule.ts';

/** A rule that is ready to run, with its severity and the context for its checks. */
export type Run<Context> = {
  readonly rule: Rule;
  readonly setting: RuleSetting | undefined;
  readonly severity: Severity;
  readonly context: Context;
};

/** The enabled rules, prepared for subjects outside any environment. */
export function prepareRules(rules: readonly Rule[], estate: Estate, now: Date): readonly Run<RuleContext>[] {
  const policy = rulePolicyOf(estate.policy?.spec ?? null);
  return rules.flatMap((rule) => {
    const setting = settingOf(rule, estate);
    if (isOff(rule, setting)) return [];
    const options = typeof setting === 'object' ? (setting.options ?? {}) : {};
    const severity = severityOf(rule, null, policy, setting);
    return [{ rule, setting, severity, context: { estate, now, policy, options } }];
  });
}

/** The same rules, prepared for the subjects of one environment. */
export function forEnvironment(
  runs: readonly Run<RuleContext>[],
  environment: EnvironmentDeclaration,
): readonly Run<EnvironmentContext>[] {
  const { tier } = environment.spec;
  return runs.map(({ rule, setting, context }) => {
    const { estate, policy } = context;
    const clusters = estate.clusters.filter(({ spec }) => spec.environments.includes(environment.name));
    const severity = severityOf(rule, tier, policy, setting);
    return { rule, setting, severity, context: { ...context, environment, thresholds: policy.tiers[tier], clusters } };
  });
}

export function settingOf(rule: Rule, estate: Estate): RuleSetting | undefined {
  const settings = estate.policy?.spec.rules ?? {};
  return Object.hasOwn(settings, rule.id) ? settings[rule.id] : undefined;
}
