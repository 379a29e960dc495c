/** The numbers that Keywright's rules set, each a default that a Policy can change. What AWS sets: schemas/aws/limits.ts. */
import type { Tier } from '../../schemas/declarations.ts';
import type { Thresholds } from './rule.ts';

/**
 * Policy. Recovery: production keeps AWS's default and maximum. Rotation: 31 days is the largest gap of a monthly
 * cron, so that "monthly" passes; 90 days is what Security Hub's SecretsManager.4 asks for.
 */
export const DEFAULT_THRESHOLDS: { readonly [tier in Tier]: Thresholds } = {
  production: { minRecoveryWindowInDays: 30, maxRotationDays: { database: 31, other: 90 } },
  staging: { minRecoveryWindowInDays: 14, maxRotationDays: { database: 90, other: 90 } },
  development: { minRecoveryWindowInDays: 7, maxRotationDays: { database: null, other: null } },
};

/** Policy: a waiver's longest life in days. */
export const DEFAULT_WAIVER_MAX_DAYS = { production: 90, other: 180 };

/** Policy: a reason shorter than this explains nothing. */
export const MIN_WAIVER_REASON_LENGTH = 15;

/** Policy: from so many days before its end, a waiver is announced as expiring. */
export const WAIVER_EXPIRING_DAYS = 14;

/** Policy: about a million reads a month. */
export const DEFAULT_POLL_BUDGET_USD_MONTHLY = 5;

/** Policy: below this, polling costs more than it is worth; a rotation can tell the clusters instead. */
export const MIN_REFRESH_SECONDS = 300;

/** Security Hub SecretsManager.3: a secret that has not been read for so many days counts as unused. */
export const UNUSED_DAYS = 90;

/** Policy: in a week, whoever has the value should have written it. */
export const MISSING_VALUE_DAYS = 7;

/** A rotation takes minutes and is retried within its window, which is a day at most. */
export const PENDING_VERSION_DAYS = 1;
