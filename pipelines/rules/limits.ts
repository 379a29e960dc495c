/**
 * The limits that Keywright's rules set, or take from Security Hub. A Policy can change those named DEFAULT_ and
 * UNUSED_DAYS. Limits that AWS sets are in schemas/aws/limits.ts.
 */
import type { Tier } from '../../schemas/declarations.ts';
import type { Thresholds } from './rule.ts';

/**
 * Recovery: production uses AWS's default, which is also its maximum. Rotation: 31 days is the largest gap of a monthly
 * cron, so that "monthly" passes; 90 days is the limit of Security Hub's SecretsManager.4.
 */
export const DEFAULT_THRESHOLDS: { readonly [tier in Tier]: Thresholds } = {
  production: { minRecoveryWindowInDays: 30, maxRotationDays: { database: 31, other: 90 } },
  staging: { minRecoveryWindowInDays: 14, maxRotationDays: { database: 90, other: 90 } },
  development: { minRecoveryWindowInDays: 7, maxRotationDays: { database: null, other: null } },
};

/** The longest term of a waiver, in days. */
export const DEFAULT_WAIVER_MAX_DAYS = { production: 90, other: 180 };

/** Minimum length, in characters, of a waiver's reason; a shorter one explains nothing. */
export const MIN_WAIVER_REASON_LENGTH = 15;

/** A waiver is reported as expiring from this many days before it ends. */
export const WAIVER_EXPIRING_DAYS = 14;

/** Pays for about a million reads per month. */
export const DEFAULT_POLL_BUDGET_USD_MONTHLY = 5;

/** Below this interval, polling costs more than it is worth; the clusters can refresh on rotation instead. */
export const MIN_REFRESH_SECONDS = 300;

/** Security Hub SecretsManager.3: a secret that has not been read for this many days counts as unused. */
export const UNUSED_DAYS = 90;

/** A week is enough time for the secret's owner to write its value. */
export const MISSING_VALUE_DAYS = 7;

/** A rotation takes minutes and is retried within its window, which lasts a day at most. */
export const PENDING_VERSION_DAYS = 1;
