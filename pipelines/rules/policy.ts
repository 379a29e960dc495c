import type { PolicySpec, RuleSetting, Tier, TierSettings } from '../../schemas/declarations.ts';
import type { Severity } from '../../schemas/types.ts';
import { DEFAULT_POLL_BUDGET_USD_MONTHLY, DEFAULT_THRESHOLDS, DEFAULT_WAIVER_MAX_DAYS } from './limits.ts';
import type { Rule, RulePolicy, Thresholds } from './rule.ts';

/** The Policy with its defaults made explicit. */
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

/** null if there is no pattern or it doesn't compile; `judgePolicy` reports a pattern that doesn't compile. */
export function patternOf(source: string | undefined): RegExp | null {
  try {
    return source === undefined ? null : new RegExp(source, 'u');
  } catch {
    return null;
  }
}

/**
 * The severity of a rule's findings in a tier; tier `null` means outside any environment. Rules that are off have no
 * findings, so they need no severity.
 */
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

/** Whether the Policy turns a rule off. Rules that can't be waived can't be turned off. */
export function isOff(rule: Rule, setting: RuleSetting | undefined): boolean {
  return setting === 'off' && rule.waivable;
}
