/**
 * The numbers that rules compare with. Each names its source. "API" is the model of AWS Secrets Manager
 * (2017-10-17) as published in its API reference; "policy" marks defaults of ours that a Policy can change.
 */
import type { Tier } from '../../schemas/declarations.ts';
import type { Thresholds } from './rule.ts';

/** API, DeleteSecret, RecoveryWindowInDays. */
export const MIN_RECOVERY_WINDOW_DAYS = 7;
export const MAX_RECOVERY_WINDOW_DAYS = 30;

/** User guide, "Tag secrets": 50 a secret. Ten are kept for the record and for tags that others set. */
export const MAX_DECLARED_TAGS = 40;
/** API, Tag, Key and Value. */
export const MAX_TAG_KEY_LENGTH = 128;
export const MAX_TAG_VALUE_LENGTH = 256;

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

/** User guide, "Schedule expressions": every four hours at most, and a rate of 999 days at most. */
export const MIN_ROTATION_GAP_HOURS = 4;
export const MAX_RATE_DAYS = 999;
/** API, RotationRulesType, AutomaticallyAfterDays. */
export const MAX_AUTOMATICALLY_AFTER_DAYS = 1000;

/** AWS Secrets Manager pricing page, November 2026, us-east-1. A replica costs as much as a secret. */
export const SECRET_USD_MONTHLY = 0.4;
export const USD_PER_10_000_CALLS = 0.05;

/** API, CreateSecret, Description. */
export const MAX_DESCRIPTION_LENGTH = 2048;
/** API, PutSecretValue, SecretString, in UTF-8. */
export const MAX_VALUE_BYTES = 65_536;
/** API, PutResourcePolicy, ResourcePolicy. */
export const MAX_POLICY_CHARACTERS = 20_480;
/** API, GetRandomPassword, PasswordLength. */
export const MAX_PASSWORD_LENGTH = 4096;
export const DEFAULT_PASSWORD_LENGTH = 32;
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
