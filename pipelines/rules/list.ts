import { consolidateSecrets } from './access/consolidate-secrets.ts';
import { envMismatch } from './access/env-mismatch.ts';
import { esoPollCost } from './access/eso-poll-cost.ts';
import { nameConvention } from './access/name-convention.ts';
import { policyActionWildcard } from './access/policy-action-wildcard.ts';
import { policyBlockPublicUnset } from './access/policy-block-public-unset.ts';
import { policyForeignStatement } from './access/policy-foreign-statement.ts';
import { policyOrgBoundary } from './access/policy-org-boundary.ts';
import { policyPublicPrincipal } from './access/policy-public-principal.ts';
import { requiredTags } from './access/required-tags.ts';
import { descriptionLength } from './aws/description-length.ts';
import { kmsKeyFormat } from './aws/kms-key-format.ts';
import { nameArnSuffixHazard } from './aws/name-arn-suffix-hazard.ts';
import { nameCharset } from './aws/name-charset.ts';
import { passwordUnsatisfiable } from './aws/password-unsatisfiable.ts';
import { policyDocument } from './aws/policy-document.ts';
import { tagKeyDuplicate } from './aws/tag-key-duplicate.ts';
import { tagLimits } from './aws/tag-limits.ts';
import { tagReservedPrefix } from './aws/tag-reserved-prefix.ts';
import { valueSize } from './aws/value-size.ts';
import { duplicateDeclaration } from './declarations/duplicate-declaration.ts';
import { literalNotation } from './declarations/literal-notation.ts';
import { schema } from './declarations/schema.ts';
import { settingWithoutEffect } from './declarations/setting-without-effect.ts';
import { unknownReference } from './declarations/unknown-reference.ts';
import { yamlSyntax } from './declarations/yaml-syntax.ts';
import { kmsCmkRequired } from './encryption/kms-cmk-required.ts';
import { kmsCrossAccount } from './encryption/kms-cross-account.ts';
import { replicaCriticalMissing } from './encryption/replica-critical-missing.ts';
import { replicaKmsMissing } from './encryption/replica-kms-missing.ts';
import { replicaKmsRegion } from './encryption/replica-kms-region.ts';
import { replicaNonprodCost } from './encryption/replica-nonprod-cost.ts';
import { replicaRegionInvalid } from './encryption/replica-region-invalid.ts';
import { csiJmespathQuote } from './kubernetes/csi-jmespath-quote.ts';
import { csiNumericValue } from './kubernetes/csi-numeric-value.ts';
import { csiObjectInvalid } from './kubernetes/csi-object-invalid.ts';
import { csiSecretobjectDangling } from './kubernetes/csi-secretobject-dangling.ts';
import { esoApiVersion } from './kubernetes/eso-api-version.ts';
import { esoClusterStoreScope } from './kubernetes/eso-cluster-store-scope.ts';
import { esoInvalidShape } from './kubernetes/eso-invalid-shape.ts';
import { esoRefreshInterval } from './kubernetes/eso-refresh-interval.ts';
import { esoRemoteRefUnknown } from './kubernetes/eso-remote-ref-unknown.ts';
import { esoStaticCredentials } from './kubernetes/eso-static-credentials.ts';
import { placeholderValue } from './kubernetes/placeholder-value.ts';
import { podIdentitySharedReader } from './kubernetes/pod-identity-shared-reader.ts';
import { plaintextPattern } from './plaintext/plaintext-pattern.ts';
import { plaintextValue } from './plaintext/plaintext-value.ts';
import { namePendingDeletion } from './recovery/name-pending-deletion.ts';
import { ownerRequired } from './recovery/owner-required.ts';
import { ownershipLost } from './recovery/ownership-lost.ts';
import { recoveryWindowEnvMin } from './recovery/recovery-window-env-min.ts';
import { recoveryWindowRange } from './recovery/recovery-window-range.ts';
import { replicaBlocksDeletion } from './recovery/replica-blocks-deletion.ts';
import { replicaFailed } from './recovery/replica-failed.ts';
import { rotationOverdue } from './recovery/rotation-overdue.ts';
import { secretUnused } from './recovery/secret-unused.ts';
import { valueAgeOverdue } from './recovery/value-age-overdue.ts';
import { valueMissing } from './recovery/value-missing.ts';
import { rotationImmediateUnset } from './rotation/rotation-immediate-unset.ts';
import { rotationLambdaArn } from './rotation/rotation-lambda-arn.ts';
import { rotationMaxAge } from './rotation/rotation-max-age.ts';
import { rotationPeriodRange } from './rotation/rotation-period-range.ts';
import { rotationRefreshGap } from './rotation/rotation-refresh-gap.ts';
import { rotationRequired } from './rotation/rotation-required.ts';
import { rotationScheduleExclusive } from './rotation/rotation-schedule-exclusive.ts';
import { rotationScheduleGrammar } from './rotation/rotation-schedule-grammar.ts';
import { rotationTooFrequent } from './rotation/rotation-too-frequent.ts';
import { rotationValueShape } from './rotation/rotation-value-shape.ts';
import { rotationWindowOverflow } from './rotation/rotation-window-overflow.ts';
import type { Rule } from './rule.ts';
import { waiverExpired } from './waivers/waiver-expired.ts';
import { waiverExpiring } from './waivers/waiver-expiring.ts';
import { waiverInvalid } from './waivers/waiver-invalid.ts';
import { waiverUnused } from './waivers/waiver-unused.ts';

/** Every rule, by category. The order matters only for the table in docs/rules. */
export const rules: readonly Rule[] = [
  yamlSyntax,
  schema,
  unknownReference,
  duplicateDeclaration,
  settingWithoutEffect,
  literalNotation,

  plaintextValue,
  plaintextPattern,

  nameCharset,
  nameArnSuffixHazard,
  descriptionLength,
  tagLimits,
  tagReservedPrefix,
  tagKeyDuplicate,
  valueSize,
  policyDocument,
  kmsKeyFormat,
  passwordUnsatisfiable,

  rotationScheduleExclusive,
  rotationScheduleGrammar,
  rotationTooFrequent,
  rotationPeriodRange,
  rotationWindowOverflow,
  rotationRequired,
  rotationMaxAge,
  rotationLambdaArn,
  rotationValueShape,
  rotationImmediateUnset,
  rotationRefreshGap,

  recoveryWindowRange,
  recoveryWindowEnvMin,
  ownerRequired,
  namePendingDeletion,
  ownershipLost,
  valueAgeOverdue,
  valueMissing,
  replicaBlocksDeletion,
  secretUnused,
  rotationOverdue,
  replicaFailed,

  kmsCmkRequired,
  kmsCrossAccount,
  replicaRegionInvalid,
  replicaKmsRegion,
  replicaKmsMissing,
  replicaCriticalMissing,
  replicaNonprodCost,

  policyPublicPrincipal,
  policyActionWildcard,
  policyBlockPublicUnset,
  policyForeignStatement,
  policyOrgBoundary,
  requiredTags,
  envMismatch,
  nameConvention,
  consolidateSecrets,
  esoPollCost,

  esoApiVersion,
  esoRefreshInterval,
  esoInvalidShape,
  esoRemoteRefUnknown,
  podIdentitySharedReader,
  esoStaticCredentials,
  esoClusterStoreScope,
  csiJmespathQuote,
  csiNumericValue,
  csiObjectInvalid,
  csiSecretobjectDangling,
  placeholderValue,

  waiverInvalid,
  waiverExpired,
  waiverExpiring,
  waiverUnused,
];
