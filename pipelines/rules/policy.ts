import type { PolicySpec, RuleSetting, Tier, TierSettings } from '../../schemas/declarations.ts';
import type { Severity } from '../../schemas/types.ts';
import { DEFAULT_POLL_BUDGET_USD_MONTHLY, DEFAULT_THRESHOLDS, DEFAULT_WAIVER_MAX_DAYS } from './limits.ts';
import type { Rule, RulePolicy, Thresholds } from './rule.ts';

/** The Policy with its defaults stated. */
export function rulePolicyOf(spec: PolicySpec | null): RulePolicy {
  const { production, staging, development } = DEFAULT_THRESHOLDS;
  return {
    preset: spec?.preset ?? 'recommended',
    requiredTags: spec?.requiredTags ?? [],
    namePattern: patternOf(spec?.namePattern),
    pollBudgetUsdMonthly: spec?.pollBudgetUsdMonthly ?? DEFAULT_POLL_BUDGET_USD_MONTHLY,
    waiverMaxDays: { ...DEFAULT_WAIVER_MAX_DAYS, ...spec?.waivers?.maxDays },
    tiers: {
      production: thresholdsOf(production, spec?.tiers?.production),
      staging: thresholdsOf(staging, spec?.tiers?.staging),
      development: thresholdsOf(development, spec?.tiers?.development),
    },
  };
}

function thresholdsOf(defaults: Thresholds, settings: TierSettings | undefined): Thresholds {
  return {
    minRecoveryWindowInDays: settings?.minRecoveryWindowInDays ?? defaults.minRecoveryWindowInDays,
    maxRotationDays: { ...defaults.maxRotationDays, ...settings?.maxRotationDays },
  };
}

/** null where there is none, or none that compiles: `judgePolicy` reports that one. */
export function patternOf(source: string | undefined): RegExp | null {
  try {
    return source === undefined ? null : new RegExp(source, 'u');
  } catch {
    return null;
  }
}

/** What a rule's findings weigh in a tier; `null` tier: outside any environment. A rule that is off has no findings. */
export function severityOf(
  rule: Rule,
  tier: Tier | null,
  policy: RulePolicy,
  setting: RuleSetting | undefined,
): Severity {
  const { normal, production, strict } = rule.severity;
  const own =
    (policy.preset === 'strict' ? strict : undefined) ?? (tier === 'production' ? production : undefined) ?? normal;
  if (typeof setting !== 'object' || setting.severity === undefined) return own;
  return rule.waivable ? setting.severity : own;
}

/** Rules that can't be waived can't be switched off either. */
export function isOff(rule: Rule, setting: RuleSetting | undefined): boolean {
  return setting === 'off' && rule.waivable;
}
