/**
 * Limits and prices that AWS sets, each with its source. "API" is the model of AWS Secrets Manager (2017-10-17) as
 * published in its API reference.
 */

/** API, DeleteSecret, RecoveryWindowInDays. */
export const MIN_RECOVERY_WINDOW_DAYS = 7;
export const MAX_RECOVERY_WINDOW_DAYS = 30;

/** User guide, "Tag secrets": 50 per secret. Ten are reserved for Keywright tags and for tags that other tools set. */
export const MAX_DECLARED_TAGS = 40;

/** API, Tag, Key and Value. */
export const MAX_TAG_KEY_LENGTH = 128;
export const MAX_TAG_VALUE_LENGTH = 256;

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
